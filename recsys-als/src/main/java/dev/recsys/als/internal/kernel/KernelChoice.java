package dev.recsys.als.internal.kernel;

import dev.recsys.internal.run.VectorModule;

/** The kernels, chosen once. */
public final class KernelChoice {
    /**
     * From so many multiply-adds on, vector kernels make up for what compiling them costs: until then they run in the
     * interpreter, with an object for each vector.
     */
    private static final double VECTORS_PAY = 1e9;

    private static final Kernels PORTABLE = new PortableKernels();
    private static final Kernels BEST = VectorModule.choose(
            "als",
            PORTABLE,
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

    /**
     * The kernels that do some work soonest, their compilation included, where nothing else of the training uses them.
     *
     * @param multiplyAdds how much work, at least 0
     * @return the best, or for little work the portable ones
     */
    public static Kernels forWork(double multiplyAdds) {
        return multiplyAdds < VECTORS_PAY ? PORTABLE : BEST;
    }
}
