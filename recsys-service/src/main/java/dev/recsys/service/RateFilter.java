package dev.recsys.service;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses requests of a caller beyond a number a second. A caller is a key, a token's subject, or an address. */
final class RateFilter extends OncePerRequestFilter {
    private final int limit;
    private final ProblemWriter problems;
    private final InstantSource clock;
    private volatile Second current = new Second(Long.MIN_VALUE);

    RateFilter(int limit, ProblemWriter problems, InstantSource clock) {
        this.limit = limit;
        this.problems = problems;
        this.clock = clock;
    }

    /** Counts of one second; let go with it, so that callers that are gone cost nothing. */
    private static final class Second {
        private final long number;
        private final ConcurrentHashMap<String, AtomicInteger> counts = new ConcurrentHashMap<>();

        Second(long number) {
            this.number = number;
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Principal caller = request.getUserPrincipal();
        if (isAllowed(caller == null ? request.getRemoteAddr() : caller.getName())) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Retry-After", "1");
        problems.write(response, HttpStatus.TOO_MANY_REQUESTS, "a caller may make " + limit + " requests a second");
    }

    boolean isAllowed(String caller) {
        long now = clock.instant().getEpochSecond();
        Second second = current;
        if (second.number != now) {
            synchronized (this) {
                if (current.number != now) {
                    current = new Second(now);
                }
                second = current;
            }
        }
        return second.counts
                        .computeIfAbsent(caller, name -> new AtomicInteger())
                        .incrementAndGet()
                <= limit;
    }
}
