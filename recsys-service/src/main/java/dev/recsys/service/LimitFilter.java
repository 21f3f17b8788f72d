package dev.recsys.service;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies beyond the limit, by their declared length at once, otherwise as soon as the limit is passed, and bodies that take
 * too long. Half of the server's threads may wait for bodies at once.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class LimitFilter extends OncePerRequestFilter {
    private final long maxBytes;
    private final Duration readTimeout;
    private final Semaphore waiting;
    private final ProblemWriter problems;

    LimitFilter(
            ServiceProperties properties,
            ProblemWriter problems,
            @Value("${server.tomcat.threads.max:200}") int threads) {
        this.maxBytes = properties.maxBody().toBytes();
        this.readTimeout = properties.readTimeout();
        this.waiting = new Semaphore(Math.max(1, threads / 2));
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().endsWith("/stream") // of any length, its lines bounded
                || (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > maxBytes) {
            BodyException large = BodyException.tooLarge(maxBytes);
            problems.write(response, large.status(), "Too large", String.valueOf(large.getMessage()));
            return;
        }
        chain.doFilter(new Bounded(request), response);
    }

    /** A request whose body ends with an exception beyond the limits. */
    private final class Bounded extends HttpServletRequestWrapper {
        private @Nullable BoundedBody body;

        Bounded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            BoundedBody bounded = body;
            if (bounded == null) {
                bounded = new BoundedBody(super.getInputStream(), maxBytes, readTimeout, waiting);
                body = bounded;
            }
            return bounded;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
