package dev.recsys.mlc;

import dev.recsys.spi.VectorModule;

/** The kernels, chosen once. */
final class KernelChoice {
    private static final Kernels BEST = VectorModule.choose(
            MlcModel.ALGORITHM,
            new PortableKernels(),
            () -> Class.forName("dev.recsys.mlc.VectorKernels")
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance());

    private KernelChoice() {}

    static Kernels best() {
        return BEST;
    }
}
