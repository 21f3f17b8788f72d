package dev.recsys.service;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers for what fails in a filter, before or after a controller: the server itself would log the failure's message, which may
 * hold what a caller sent.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class FailureFilter extends OncePerRequestFilter {
    private final ProblemWriter problems;

    FailureFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException e) {
            if (response.isCommitted()) {
                throw e;
            }
            response.reset();
            answer(response, e);
        }
    }

    private void answer(HttpServletResponse response, Exception e) throws IOException {
        if (e instanceof JwtDecoderInitializationException) {
            problems.write(response, HttpStatus.SERVICE_UNAVAILABLE, TokenAccess.NO_ANSWER);
            return;
        }
        if (e instanceof InvalidParameterException) {
            problems.write(response, HttpStatus.BAD_REQUEST, "Invalid request", Problems.NO_QUERY);
            return;
        }
        Problems.logged(e);
        problems.write(response, HttpStatus.INTERNAL_SERVER_ERROR, "Failed", Problems.FAILED);
    }
}
