package dev.recsys.cli.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;

/** Why a request has no answer. */
enum Failure {
    /** Nobody listens, or takes no more connections. */
    REFUSED("refused"),
    /** No answer within the time-out, which begins when the request is due. */
    TIMED_OUT("time-out"),
    /** Not sent within the time-out, as all connections waited for answers. */
    NOT_SENT("time-out before a connection was free"),
    /** The connection ended before the answer did. */
    RESET("reset"),
    /** No TLS connection. */
    TLS("no TLS"),
    /** The answer is not HTTP/1.1. */
    GARBLED("no HTTP");

    private final String words;

    Failure(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Whether how long it took says something: a refusal is quick and would make the service look so. */
    boolean isSlow() {
        return this == TIMED_OUT || this == NOT_SENT;
    }

    static Failure of(IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            return TIMED_OUT;
        }
        if (failure instanceof ConnectException) {
            return REFUSED;
        }
        if (failure instanceof SSLException) {
            return TLS;
        }
        return failure instanceof ProtocolException ? GARBLED : RESET;
    }
}
