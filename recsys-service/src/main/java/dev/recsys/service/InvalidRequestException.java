package dev.recsys.service;

import java.util.function.Supplier;

/** A request that the library refuses: the caller's fault, and said to the caller. */
final class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidRequestException(String message) {
        super(message);
    }

    private InvalidRequestException(IllegalArgumentException refusal) {
        super(refusal.getMessage(), refusal);
    }

    /** Runs what refuses bad requests by {@link IllegalArgumentException}, and nothing else. */
    static <T> T refusing(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(e);
        }
    }
}
