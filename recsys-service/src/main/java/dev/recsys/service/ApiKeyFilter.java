package dev.recsys.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.service.ServiceProperties.ApiKey;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows callers by the key in the header {@code X-API-Key}. Only hashes are kept, and all are compared in constant time. */
final class ApiKeyFilter extends OncePerRequestFilter {
    static final String HEADER = "X-API-Key";
    private static final int LONGEST = 512;

    private final List<Known> callers;

    ApiKeyFilter(List<ApiKey> keys) {
        this.callers = keys.stream().map(Known::new).toList();
    }

    /** A caller, by the hash of the key. */
    private static final class Known {
        private final byte[] hash;
        private final Authentication caller;

        Known(ApiKey key) {
            hash = HexFormat.of().parseHex(key.sha256());
            caller = UsernamePasswordAuthenticationToken.authenticated(
                    key.name(),
                    "",
                    key.admin()
                            ? AuthorityUtils.createAuthorityList(Roles.USER, Roles.ADMIN)
                            : AuthorityUtils.createAuthorityList(Roles.USER));
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication caller = callerOf(request.getHeader(HEADER));
        if (caller != null) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(caller);
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    private @Nullable Authentication callerOf(@Nullable String given) {
        if (given == null || given.length() > LONGEST) {
            return null;
        }
        byte[] hash = sha256(given);
        Authentication found = null;
        for (Known known : callers) {
            if (MessageDigest.isEqual(hash, known.hash)) {
                found = known.caller;
            }
        }
        return found;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
