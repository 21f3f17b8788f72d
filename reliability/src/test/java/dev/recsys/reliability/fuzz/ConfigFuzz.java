package dev.recsys.reliability.fuzz;

import dev.recsys.als.AlsConfig;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.mlc.MlcConfig;
import java.nio.charset.StandardCharsets;

/** Any text as a file of options. */
public final class ConfigFuzz {
    private ConfigFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Target.run(() -> again(ConfigJson.read(text, AlsConfig.defaults())));
        Target.run(() -> again(ConfigJson.read(text, MlcConfig.defaults())));
        Target.run(() -> again(ConfigJson.read(text, ClusterConfig.defaults())));
    }

    private static <C extends Record> void again(C config) {
        if (!ConfigJson.read(ConfigJson.write(config), config).equals(config)) {
            throw new AssertionError(config + " was written and read as another");
        }
    }
}
