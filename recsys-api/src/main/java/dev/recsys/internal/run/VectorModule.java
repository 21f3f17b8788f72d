package dev.recsys.internal.run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses between inner loops in plain Java and those by the Vector API, which only a Java started with
 * {@code --add-modules jdk.incubator.vector} has. Both must give the same bits. Thread-safe: no state.
 */
public final class VectorModule {
    private static final String MODULE = "jdk.incubator.vector";
    private static final Logger LOG = LoggerFactory.getLogger(VectorModule.class);

    private VectorModule() {}

    /**
     * Makes an instance of a class that was compiled with the module.
     *
     * @param <K> the interface of the inner loops
     */
    @FunctionalInterface
    public interface Maker<K> {
        /**
         * Makes the instance, by the class's name: the class itself must not be needed to load the caller.
         *
         * @return the instance
         * @throws ReflectiveOperationException if it can't be made
         */
        K make() throws ReflectiveOperationException;
    }

    /**
     * Chooses, and says so in one line of the log. The system property {@code dev.recsys.ALGORITHM.kernels}, set to
     * {@code portable}, leaves the Vector API alone.
     *
     * @param <K> the interface of the inner loops
     * @param algorithm whose loops they are, for the property and the log
     * @param portable those in plain Java
     * @param vector makes those by the Vector API; called at most once
     * @return those by the Vector API where they can be had, else the portable ones
     */
    public static <K> K choose(String algorithm, K portable, Maker<K> vector) {
        String property = "dev.recsys." + algorithm + ".kernels";
        if (System.getProperty(property, "").equals("portable")) {
            LOG.info("{} uses portable kernels, as -D{}=portable asks for", algorithm, property);
            return portable;
        }
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            LOG.info("{} uses portable kernels; --add-modules {} would be faster", algorithm, MODULE);
            return portable;
        }
        try {
            K made = vector.make();
            LOG.info("{} uses vector kernels", algorithm);
            return made;
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.info(
                    "{} uses portable kernels, since the Vector API of this Java can't be used: {}",
                    algorithm,
                    e.toString());
            return portable;
        }
    }
}
