package dev.recsys.cli.runs;

import java.io.IOException;

/** A tracking server that can't be reached or refuses. */
final class MlflowFailure extends IOException {
    private static final long serialVersionUID = 1;

    private final String code;

    MlflowFailure(String message, String code, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    MlflowFailure(String message, String code) {
        super(message);
        this.code = code;
    }

    /** The error code of MLflow, such as {@code RESOURCE_DOES_NOT_EXIST}; empty where there is none. */
    String code() {
        return code;
    }
}
