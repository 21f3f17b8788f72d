package dev.recsys.als;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the kernels once, and says so in one line of the log. */
final class KernelChoice {
    /** Set to {@code portable} to leave the Vector API alone. */
    static final String PROPERTY = "dev.recsys.als.kernels";

    private static final Logger LOG = LoggerFactory.getLogger(KernelChoice.class);
    private static final Kernels BEST = choose();

    private KernelChoice() {}

    static Kernels best() {
        return BEST;
    }

    private static Kernels choose() {
        if (System.getProperty(PROPERTY, "").equals("portable")) {
            LOG.info("als uses portable kernels, as -D{}=portable asks for", PROPERTY);
            return new PortableKernels();
        }
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            LOG.info("als uses portable kernels; --add-modules jdk.incubator.vector would be faster");
            return new PortableKernels();
        }
        try {
            Kernels vector = Class.forName("dev.recsys.als.VectorKernels")
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance();
            LOG.info("als uses the kernels {}", vector.name());
            return vector;
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.info("als uses portable kernels, since the Vector API of this Java can't be used: {}", e.toString());
            return new PortableKernels();
        }
    }
}
