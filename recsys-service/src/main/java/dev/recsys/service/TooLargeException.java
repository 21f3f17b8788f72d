package dev.recsys.service;

import java.io.IOException;

/** A body beyond the limit; an {@link IOException}, so that it ends whatever reads the body. */
final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
        super(message);
    }
}
