package dev.recsys.reliability.fuzz;

import dev.recsys.internal.file.ModelFile;
import java.nio.ByteBuffer;

/** Any text as the manifest of a model file. */
public final class ManifestFuzz {
    private static final byte[] MARK = "RECSYSMF".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final int VERSION = 2;

    private ManifestFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        ByteBuffer file = ByteBuffer.allocate(MARK.length + 8 + data.length);
        file.put(MARK).putInt(VERSION).putInt(data.length).put(data);
        Target.run(() -> {
            String shown = ModelFile.inspect(Target.file("manifest.recsys", file.array()))
                    .toString();
            if (shown.isEmpty()) {
                throw new AssertionError("an empty manifest");
            }
        });
    }
}
