package dev.recsys.cli.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of MLflow's REST API 2.0 that a finished run needs: get or create an experiment, create a run, log batches, end the run.
 * Follows no redirect, so that the token reaches the server named and no other, and repeats no request, as a batch of metrics is
 * added again each time. Immutable and thread-safe.
 */
final class MlflowClient {
    static final int MAX_EXPERIMENT = 500;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int MAX_WORDS = 300;

    private final URI server;
    private final @Nullable String token;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private MlflowClient(URI server, @Nullable String token) {
        this.server = server;
        this.token = token;
    }

    static MlflowClient at(URI server, @Nullable String token) {
        String scheme = String.valueOf(server.getScheme());
        Checks.that(
                Set.of("http", "https").contains(scheme)
                        && server.getHost() != null
                        && server.getUserInfo() == null
                        && server.getQuery() == null
                        && server.getFragment() == null,
                "--mlflow must be a URL such as https://mlflow.example.com, without a user, a query or a fragment");
        boolean hasToken = token != null && !token.isEmpty();
        boolean local = Set.of("localhost", "127.0.0.1", "[::1]").contains(server.getHost());
        Checks.that(
                !hasToken || scheme.equals("https") || local,
                "--mlflow must be https, or the token in %s would be sent in the clear",
                TrackingOptions.TOKEN);
        return new MlflowClient(server, hasToken ? token : null);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The id of an experiment, which is created if there is none of the name. */
    String experiment(String name) throws MlflowFailure {
        try {
            return found(name);
        } catch (MlflowFailure e) {
            if (!e.code().equals("RESOURCE_DOES_NOT_EXIST")) {
                throw e;
            }
        }
        try {
            return id(post("experiments/create", object().put("name", name)), "experiment_id");
        } catch (MlflowFailure e) {
            if (e.code().equals("RESOURCE_ALREADY_EXISTS")) {
                return found(name); // another client was faster
            }
            throw e;
        }
    }

    private String found(String name) throws MlflowFailure {
        JsonNode experiment = get("experiments/get-by-name?experiment_name=" + URLEncoder.encode(name, UTF_8))
                .path("experiment");
        if (experiment.path("lifecycle_stage").asText().equals("deleted")) {
            throw new MlflowFailure("its experiment " + name + " is deleted; restore it or name another one", "");
        }
        return id(experiment, "experiment_id");
    }

    /** Creates a run that runs; gives its id. */
    String createRun(String experimentId, String name, long startMillis) throws MlflowFailure {
        ObjectNode body = object().put("experiment_id", experimentId)
                .put("run_name", name)
                .put("start_time", startMillis);
        body.putArray("tags")
                .add(object().put("key", "mlflow.source.name").put("value", "recsys run"))
                .add(object().put("key", "mlflow.source.type").put("value", "LOCAL"));
        return id(post("runs/create", body).path("run").path("info"), "run_id");
    }

    void logBatch(ObjectNode batch) throws MlflowFailure {
        post("runs/log-batch", batch);
    }

    void endRun(String runId, String status, long endMillis) throws MlflowFailure {
        post("runs/update", object().put("run_id", runId).put("status", status).put("end_time", endMillis));
    }

    private static String id(JsonNode node, String name) throws MlflowFailure {
        String id = node.path(name).asText();
        if (id.isEmpty()) {
            throw new MlflowFailure("its answer has no " + name, "");
        }
        return id;
    }

    private JsonNode get(String call) throws MlflowFailure {
        return send(request(call).GET().build(), call);
    }

    private JsonNode post(String call, ObjectNode body) throws MlflowFailure {
        return send(
                request(call)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JsonMappers.text(body)))
                        .build(),
                call);
    }

    private HttpRequest.Builder request(String call) {
        String base = server.toString().replaceAll("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/2.0/mlflow/" + call))
                .timeout(ANSWER);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request, String call) throws MlflowFailure {
        String name = call.replaceAll("\\?.*", "");
        HttpResponse<String> answer;
        try {
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MlflowFailure(name + " was interrupted", "", e);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new MlflowFailure(name + " failed: " + why, "", e);
        }
        JsonNode tree;
        try {
            tree = JsonMappers.plain().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new MlflowFailure(name + " was answered by " + answer.statusCode() + " and no JSON", "", e);
        }
        if (answer.statusCode() != 200) {
            String code = tree.path("error_code").asText();
            String words = tree.path("message").asText();
            String shown = words.substring(0, Math.min(MAX_WORDS, words.length()));
            throw new MlflowFailure(name + " was answered by " + answer.statusCode() + " " + code + " " + shown, code);
        }
        return tree;
    }
}
