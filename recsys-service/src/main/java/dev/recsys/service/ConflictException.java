package dev.recsys.service;

/** What a request asks for can't be done as things are. */
final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConflictException(String message) {
        super(message);
    }
}
