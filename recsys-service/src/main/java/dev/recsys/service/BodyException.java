package dev.recsys.service;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A body that is too large, or comes too slowly; an {@link IOException}, so that it ends whatever reads the body. */
final class BodyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    private BodyException(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    static BodyException tooLarge(long maxBytes) {
        return new BodyException(HttpStatus.CONTENT_TOO_LARGE, "the body must have at most " + maxBytes + " bytes");
    }

    static BodyException lineTooLarge(long maxBytes) {
        return new BodyException(HttpStatus.CONTENT_TOO_LARGE, "a line must have at most " + maxBytes + " bytes");
    }

    static BodyException tooSlow() {
        return new BodyException(HttpStatus.REQUEST_TIMEOUT, "the body did not arrive in time");
    }

    static BodyException tooMany() {
        return new BodyException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "too many bodies are still on their way; ask again, body and all at once");
    }

    /** How it is answered. */
    HttpStatus status() {
        return status;
    }

    /** The one among a failure and its causes; null if there is none. */
    static @Nullable BodyException in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyException found) {
                return found;
            }
        }
        return null;
    }
}
