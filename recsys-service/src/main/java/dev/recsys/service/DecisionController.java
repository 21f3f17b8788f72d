package dev.recsys.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.Explanation;
import dev.recsys.decision.DecisionRequest;
import dev.recsys.live.Live;
import dev.recsys.live.Served;
import dev.recsys.service.doc.DecisionDoc;
import dev.recsys.service.doc.DecisionRequestDoc;
import dev.recsys.service.doc.ExplanationDoc;
import dev.recsys.spring.Serving;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Decisions: one, many, and why. Every answer says the generation that made it in {@code Recsys-Generation}. */
@RestController
@RequestMapping("/v1")
@Tag(name = "decisions", description = "What customers are offered, and why.")
class DecisionController {
    private static final String NDJSON = "application/x-ndjson";

    private final Live<Serving> live;
    private final JsonMapper json;
    private final ServiceProperties limits;

    DecisionController(Live<Serving> live, JsonMapper json, ServiceProperties limits) {
        this.live = live;
        this.json = json;
        this.limits = limits;
    }

    @Operation(
            operationId = "recommend",
            summary = "Decides what one customer is offered",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = DecisionRequestDoc.class))))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DecisionDoc.class)))
    @PostMapping(path = "/recommend", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> recommend(@RequestBody byte[] body) {
        Served<Serving> serving = live.served();
        return JsonBodies.ok(
                decide(serving, JsonBodies.text(body)), serving.generation().id());
    }

    @Operation(
            operationId = "recommendBatch",
            summary = "Decides for many customers",
            description = "Answers stand in the order of the requests; a refused request has a problem in its place.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            array =
                                                    @ArraySchema(
                                                            schema =
                                                                    @Schema(
                                                                            implementation =
                                                                                    DecisionRequestDoc.class)))))
    @ApiResponse(
            responseCode = "200",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = DecisionDoc.class))))
    @PostMapping(path = "/recommend/batch", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> batch(@RequestBody byte[] body) {
        JsonNode requests = array(body);
        Served<Serving> serving = live.served();
        StringBuilder answers = new StringBuilder("[");
        for (JsonNode request : requests) {
            answers.append(answers.length() == 1 ? "" : ",").append(decideOrSay(serving, request::toString));
        }
        return JsonBodies.ok(
                answers.append(']').toString(), serving.generation().id());
    }

    @Operation(
            operationId = "recommendStream",
            summary = "Decides for a stream of customers",
            description =
                    "One JSON request a line in, one answer a line out, in the same order, as they come. The whole"
                            + " stream is decided by one generation.")
    @PostMapping(path = "/recommend/stream", consumes = NDJSON, produces = NDJSON)
    ResponseEntity<StreamingResponseBody> stream(InputStream body) {
        Served<Serving> serving = live.served();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(NDJSON))
                .header("Recsys-Generation", serving.generation().id())
                .body(out -> {
                    LineReader lines = new LineReader(body, limits.maxBody().toBytes(), limits.readTimeout());
                    for (byte[] line = lines.next(); line != null; line = lines.next()) {
                        byte[] request = line;
                        if (request.length > 0) {
                            String answer = decideOrSay(serving, () -> JsonBodies.text(request));
                            out.write((answer + "\n").getBytes(UTF_8));
                        }
                        if (!lines.isReady()) {
                            out.flush();
                        }
                    }
                });
    }

    @Operation(
            operationId = "explain",
            summary = "Explains a customer's score of an item",
            description = "Contributions add up to the score. Lists and limits of the request are ignored.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = DecisionRequestDoc.class))))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ExplanationDoc.class)))
    @PostMapping(path = "/explain", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> explain(@RequestParam String item, @RequestBody byte[] body) {
        Served<Serving> serving = live.served();
        Explanation explanation = InvalidRequestException.refusing(() -> serving.value()
                .bundle()
                .explain(DecisionRequest.fromJson(JsonBodies.text(body)).recommendation(), item));
        return JsonBodies.ok(explanation.toJson(), serving.generation().id());
    }

    private static String decide(Served<Serving> serving, String body) {
        return InvalidRequestException.refusing(
                () -> serving.value().decide(DecisionRequest.fromJson(body)).toJson());
    }

    private String decideOrSay(Served<Serving> serving, Supplier<String> body) {
        try {
            return decide(serving, body.get());
        } catch (InvalidRequestException e) {
            return json.writeValueAsString(new Problems().invalid(e));
        }
    }

    private JsonNode array(byte[] body) {
        JsonNode node;
        try {
            node = json.readTree(body);
        } catch (JacksonException e) {
            throw new InvalidRequestException(
                    "a batch must be a JSON array of requests, but is not JSON, or has a name twice");
        }
        if (!node.isArray()) {
            throw new InvalidRequestException("a batch must be a JSON array of requests");
        }
        if (node.size() > limits.maxBatch()) {
            throw new InvalidRequestException(
                    "a batch must have at most " + limits.maxBatch() + " requests, but had " + node.size());
        }
        return node;
    }
}
