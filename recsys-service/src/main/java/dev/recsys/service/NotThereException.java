package dev.recsys.service;

/** What a request names is not there. */
final class NotThereException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotThereException(String message) {
        super(message);
    }
}
