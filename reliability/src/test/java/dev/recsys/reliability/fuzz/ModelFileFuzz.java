package dev.recsys.reliability.fuzz;

import dev.recsys.bundle.Bundle;
import dev.recsys.internal.file.ModelFile;
import java.nio.file.Path;

/** Any bytes as a model file: inspected, then loaded. */
public final class ModelFileFuzz {
    private ModelFileFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        Target.run(() -> ModelFile.inspect(Target.file("inspected.recsys", data)));
        Target.run(() -> {
            Path file = Target.file("model.recsys", data);
            Bundle.load(file);
        });
    }
}
