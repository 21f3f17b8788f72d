package dev.recsys.service;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem+json where no controller has been reached: in filters, and for what the server itself refuses. */
@Component
final class ProblemWriter {
    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** Ends an answer with a problem whose title is that of the status. */
    void write(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        write(response, status, status.getReasonPhrase(), detail);
    }

    /** Ends an answer with a problem. Headers must be set before. */
    void write(HttpServletResponse response, HttpStatus status, String title, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), Problems.of(status, title, detail));
    }
}
