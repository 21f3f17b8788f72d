package dev.recsys.internal.file;

import dev.recsys.model.ModelCodec;
import dev.recsys.model.PredictorCodec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds codecs. An entry of {@code META-INF/services} that can't be used does not keep the others from being used; it is named
 * in one warning, and where no codec is found. Thread-safe.
 */
final class Codecs {
    private static final Logger LOG = LoggerFactory.getLogger(Codecs.class);
    private static final int MOST_UNUSABLE = 100; // a loader that only fails must come to an end
    private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

    private Codecs() {}

    /**
     * What was found.
     *
     * @param <C> the kind of codec
     * @param codec the codec; null if there is none
     * @param unusable what is said of the entries met before it that can't be used
     */
    record Found<C>(@Nullable C codec, List<String> unusable) {
        /** Why there is none, in words that go after a subject. */
        String missing(String algorithm) {
            return "no codec for algorithm \"" + algorithm + "\" on the class path"
                    + (unusable.isEmpty() ? "" : "; entries that can't be used: " + String.join("; ", unusable));
        }
    }

    static Found<ModelCodec> find(String algorithm) {
        return find(algorithm, ModelCodec.class.getClassLoader());
    }

    static Found<ModelCodec> find(String algorithm, @Nullable ClassLoader loader) {
        return find(algorithm, ModelCodec::algorithm, ServiceLoader.load(ModelCodec.class, loader));
    }

    static Found<PredictorCodec> findPredictor(String algorithm) {
        return find(
                algorithm,
                PredictorCodec::algorithm,
                ServiceLoader.load(PredictorCodec.class, PredictorCodec.class.getClassLoader()));
    }

    private static <C> Found<C> find(String algorithm, Function<C, String> algorithmOf, ServiceLoader<C> services) {
        Iterator<C> codecs = services.iterator();
        List<String> unusable = new ArrayList<>();
        while (unusable.size() < MOST_UNUSABLE) {
            C codec = null;
            try {
                if (!codecs.hasNext()) {
                    break;
                }
                codec = codecs.next();
                if (algorithmOf.apply(codec).equals(algorithm)) {
                    return new Found<>(codec, unusable);
                }
            } catch (ServiceConfigurationError e) {
                warn(unusable, String.valueOf(e.getMessage())); // names the entry
            } catch (RuntimeException | LinkageError e) {
                String name = codec == null ? "an entry" : codec.getClass().getName();
                warn(unusable, name + " failed with " + e.getClass().getName());
            }
        }
        return new Found<>(null, unusable);
    }

    private static void warn(List<String> unusable, String entry) {
        unusable.add(entry);
        if (WARNED.add(entry)) {
            LOG.warn("a codec on the class path can't be used and is left out: {}", entry);
        }
    }
}
