package dev.recsys.als.internal.kernel;

import dev.recsys.internal.run.VectorModule;

/** The kernels, chosen once. */
public final class KernelChoice {
    private static final Kernels BEST = VectorModule.choose(
            "als",
            new PortableKernels(),
            () -> Class.forName("dev.recsys.als.internal.kernel.VectorKernels")
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance());

    private KernelChoice() {}

    /**
     * The fastest kernels of this Java.
     *
     * @return the same each time
     */
    public static Kernels best() {
        return BEST;
    }
}
