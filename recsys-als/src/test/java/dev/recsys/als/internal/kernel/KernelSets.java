package dev.recsys.als.internal.kernel;

/** The kernels by kind, for the tests of other packages. */
public final class KernelSets {
    private KernelSets() {}

    /** Plain Java. */
    public static Kernels portable() {
        return new PortableKernels();
    }

    /** Those of the Vector API, by name as {@link KernelChoice} finds them. */
    public static Kernels vector() throws ReflectiveOperationException {
        return Class.forName("dev.recsys.als.internal.kernel.VectorKernels")
                .asSubclass(Kernels.class)
                .getDeclaredConstructor()
                .newInstance();
    }
}
