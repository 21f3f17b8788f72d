package dev.recsys.service;

import dev.recsys.decision.contact.ContactMemoryException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Failures as problem+json (RFC 9457). What a caller can mend names the field and its rule; what a caller can't says no more
 * than that it failed, and is logged by class and place only, since a message may hold personal data.
 */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
    static final String FAILED = "the request failed; the service's log says where";

    static final String NO_QUERY = "the query is not UTF-8, or has too many parameters";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Pattern RULE = Pattern.compile(
            "(?s)(?:the |an entry of )?\"?([A-Za-z][A-Za-z0-9_.-]{0,60})\"? ((?:must|needs|has no) .*)");

    @ExceptionHandler
    ProblemDetail invalid(InvalidRequestException e) {
        return of(HttpStatus.BAD_REQUEST, "Invalid request", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail missing(NotThereException e) {
        return of(HttpStatus.NOT_FOUND, "Not found", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail body(BodyException e) {
        String title = e.status() == HttpStatus.CONTENT_TOO_LARGE
                ? "Too large"
                : e.status().getReasonPhrase();
        return of(e.status(), title, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail parameter(InvalidParameterException e) {
        return of(HttpStatus.BAD_REQUEST, "Invalid request", NO_QUERY);
    }

    @ExceptionHandler
    ProblemDetail refused(ConflictException e) {
        return of(HttpStatus.CONFLICT, "Refused", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail contacts(ContactMemoryException e) {
        logged(e);
        return of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Contacts unavailable",
                "the memory of contacts did not answer; ask again");
    }

    @ExceptionHandler
    ProblemDetail unexpected(Exception e) {
        BodyException body = BodyException.in(e);
        if (body != null) {
            return body(body);
        }
        logged(e);
        return of(HttpStatus.INTERNAL_SERVER_ERROR, "Failed", FAILED);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        BodyException body = BodyException.in(e);
        if (body != null) {
            return handleExceptionInternal(e, body(body), headers, body.status(), request);
        }
        return super.handleHttpMessageNotReadable(e, headers, status, request);
    }

    /** A problem whose detail, if it begins with a field and its rule, has them apart too. */
    static ProblemDetail of(HttpStatus status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        problem.setType(URI.create("about:blank"));
        Matcher rule = RULE.matcher(detail);
        if (rule.matches()) {
            problem.setProperty("field", rule.group(1));
            problem.setProperty("rule", rule.group(2));
        }
        return problem;
    }

    /** What is said where nothing is known but a status. */
    static String sentence(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST ->
                "the request is malformed: its line, a header, or a path with an encoded slash or the like";
            case NOT_FOUND -> "there is nothing at this address";
            case URI_TOO_LONG -> "the address is too long";
            case REQUEST_HEADER_FIELDS_TOO_LARGE -> "the headers are too long";
            case REQUEST_TIMEOUT -> "the request did not arrive in time";
            default -> status.is5xxServerError() ? FAILED : "the request is refused";
        };
    }

    /** Logs class and place of a failure, and nothing of what it says. */
    static void logged(Exception e) {
        StackTraceElement[] trace = e.getStackTrace();
        LOG.error(
                "a request failed: {} at {}",
                e.getClass().getName(),
                trace.length == 0 ? "an unknown place" : trace[0]);
    }
}
