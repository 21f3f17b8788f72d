package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.VectorModule;

/** The kernels, chosen once. */
public final class KernelChoice {
    private static final Kernels BEST = VectorModule.choose(
            "mlc",
            new PortableKernels(),
            () -> Class.forName("dev.recsys.mlc.internal.boost.VectorKernels")
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance());

    private KernelChoice() {}

    /**
     * What the chosen kernels are called.
     *
     * @return a word
     */
    public static String bestName() {
        return BEST.name();
    }

    static Kernels best() {
        return BEST;
    }
}
