package dev.recsys.cli.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One connection, kept alive and opened anew where it ended; one request at a time. A blocking socket: another thread closes it
 * when the time is up, as a socket's own time-out begins anew with each byte. Only {@link #expire} may be called by others.
 */
final class HttpConnection {
    /** Servers close connections that nobody uses, most after 20 seconds or more; that is no failure of theirs. */
    private static final long IDLE_NANOS = 5_000_000_000L;

    private static final long NEVER = Long.MAX_VALUE;

    private final Target target;
    private long deadline = NEVER;
    private boolean expired;
    private @Nullable Socket socket;
    private @Nullable OutputStream out;
    private @Nullable AnswerReader answers;
    private long lastUsed;

    HttpConnection(Target target) {
        this.target = target;
    }

    /** Connects if need be, before the first request is due. */
    void open(long until) throws IOException {
        begin(until);
        try {
            connect(until);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        } finally {
            finish();
        }
    }

    /**
     * Sends a request and reads the answer to its end.
     *
     * @param until when the time is up, on the clock of {@link System#nanoTime}
     * @return the answer's status
     * @throws SocketTimeoutException if the time is up
     */
    int exchange(byte[] request, long until) throws IOException {
        begin(until);
        boolean reusable = false;
        try {
            if (System.nanoTime() - lastUsed > IDLE_NANOS) {
                close();
            }
            connect(until);
            OutputStream to = out;
            AnswerReader from = answers;
            if (to == null || from == null) {
                throw new SocketException("closed");
            }
            to.write(request);
            to.flush();
            int status = from.read();
            reusable = from.keepsAlive();
            return status;
        } catch (IOException e) {
            throw isExpired() ? timeOut() : e;
        } finally {
            finish();
            lastUsed = System.nanoTime();
            if (!reusable || isExpired()) {
                close();
            }
        }
    }

    private static SocketTimeoutException timeOut() {
        return new SocketTimeoutException("the time is up");
    }

    private void connect(long until) throws IOException {
        if (out != null) {
            return;
        }
        int millis = (int) Math.min(Integer.MAX_VALUE, (until - System.nanoTime()) / 1_000_000);
        if (millis <= 0) {
            throw timeOut();
        }
        Socket plain = new Socket();
        publish(plain);
        plain.setTcpNoDelay(true);
        plain.connect(target.address(), millis);
        Socket secured = target.isTls() ? secured(plain) : plain;
        out = secured.getOutputStream();
        answers = new AnswerReader(secured.getInputStream());
        lastUsed = System.nanoTime();
    }

    private Socket secured(Socket plain) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket tls = (SSLSocket) factory.createSocket(
                plain, target.uri().getHost(), target.address().getPort(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    private synchronized void begin(long until) {
        deadline = until;
        expired = false;
    }

    private synchronized void publish(Socket opened) throws IOException {
        socket = opened;
        if (expired) {
            opened.close();
        }
    }

    private synchronized boolean isExpired() {
        return expired;
    }

    private synchronized void finish() {
        deadline = NEVER;
    }

    /** Ends a request whose time is up, from another thread. */
    synchronized void expire(long now) {
        if (deadline != NEVER && now - deadline >= 0) {
            expired = true;
            deadline = NEVER;
            closeQuietly(socket);
        }
    }

    synchronized void close() {
        closeQuietly(socket);
        socket = null;
        out = null;
        answers = null;
    }

    private static void closeQuietly(@Nullable Socket open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // Nothing more is wanted of it.
        }
    }
}
