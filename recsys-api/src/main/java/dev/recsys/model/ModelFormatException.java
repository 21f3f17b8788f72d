package dev.recsys.model;

import java.io.IOException;

/** A file is not a model this library can serve: damaged, cut, of a newer format, or of an algorithm not present. */
public final class ModelFormatException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Says what is wrong.
     *
     * @param message one sentence
     */
    public ModelFormatException(String message) {
        super(message);
    }

    /**
     * Says what is wrong and what showed it.
     *
     * @param message one sentence
     * @param cause what showed it
     */
    public ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
