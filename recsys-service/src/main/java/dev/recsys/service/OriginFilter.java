package dev.recsys.service;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a browser sends for a page of another site: on the machine of the service such a page would else act with the rights
 * of whoever looks at it. Other callers do not send these headers.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class OriginFilter extends OncePerRequestFilter {
    private final ProblemWriter problems;

    OriginFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOwn(request.getHeader("Origin"), request.getHeader("Host"), request.getHeader("Sec-Fetch-Site"))
                || isVisit(request)) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(response, HttpStatus.FORBIDDEN, "requests from pages of other sites are refused");
    }

    /** Whether someone follows a link to a page of the service, which does nothing. */
    private static boolean isVisit(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getMethod().equals("GET")
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && (path.equals("/") || path.equals("/index.html") || path.startsWith("/docs"));
    }

    static boolean isOwn(@Nullable String origin, @Nullable String host, @Nullable String site) {
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        return origin == null
                || (host != null && origin.replaceFirst("^https?://", "").equals(host));
    }
}
