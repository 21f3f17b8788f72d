package dev.recsys.service;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** What Tomcat refuses before the application is reached, such as a malformed request, as a problem in place of its page. */
final class ProblemValve extends ErrorReportValve {
    private final JsonMapper json;

    ProblemValve(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int code = response.getStatus();
        if (code < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatus said = HttpStatus.resolve(code);
        HttpStatus status = said == null ? HttpStatus.INTERNAL_SERVER_ERROR : said;
        byte[] problem =
                json.writeValueAsBytes(Problems.of(status, status.getReasonPhrase(), Problems.sentence(status)));
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setContentLength(problem.length);
            response.getOutputStream().write(problem);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // Whoever asked is gone, or the answer has begun: there is nobody to tell.
            container.getLogger().debug(e.getClass().getName());
        }
    }
}
