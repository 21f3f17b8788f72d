package dev.recsys.internal.file;

import dev.recsys.model.ModelCodec;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds codecs. */
final class Codecs {
    private Codecs() {}

    static Optional<ModelCodec> find(String algorithm) {
        return ServiceLoader.load(ModelCodec.class, ModelCodec.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(codec -> codec.algorithm().equals(algorithm))
                .findFirst();
    }
}
