package dev.recsys.als;

import dev.recsys.spi.VectorModule;

/** The kernels, chosen once. */
final class KernelChoice {
    private static final Kernels BEST = VectorModule.choose(
            AlsModel.ALGORITHM,
            new PortableKernels(),
            () -> Class.forName("dev.recsys.als.VectorKernels")
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance());

    private KernelChoice() {}

    static Kernels best() {
        return BEST;
    }
}
