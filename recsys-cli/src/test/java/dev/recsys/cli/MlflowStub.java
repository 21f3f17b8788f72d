package dev.recsys.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * A tracking server that takes what MLflow's REST API 2.0 takes and nothing else: its fields, types, names and limits, as the
 * protocol's definition and the server's own validation have them.
 */
final class MlflowStub implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[/\\w.\\- ]*");
    private static final Set<String> STATUS = Set.of("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED");

    /** A run at the server. */
    static final class Run {
        private final String experiment;
        private final String name;
        private final long startTime;
        private final Map<String, String> params = new HashMap<>();
        private final Map<String, Double> metrics = new HashMap<>();
        private final Map<String, String> tags = new HashMap<>();
        private String status = "RUNNING";
        private long endTime;

        Run(String experiment, String name, long startTime) {
            this.experiment = experiment;
            this.name = name;
            this.startTime = startTime;
        }

        String name() {
            return name;
        }

        String status() {
            return status;
        }

        long startTime() {
            return startTime;
        }

        long endTime() {
            return endTime;
        }

        Map<String, String> params() {
            return params;
        }

        Map<String, Double> metrics() {
            return metrics;
        }

        Map<String, String> tags() {
            return tags;
        }
    }

    /** An answer other than 200. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int status;
        private final String code;

        Refused(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }

    private final HttpServer server;
    private final List<Run> runs = new CopyOnWriteArrayList<>();
    private final Map<String, String> experiments = new HashMap<>(); // by name, the stage
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private volatile String failing = "";

    MlflowStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Run> runs() {
        return runs;
    }

    Map<String, String> experiments() {
        return experiments;
    }

    /** What requests had that the protocol does not allow. */
    List<String> faults() {
        return faults;
    }

    void failOn(String call) {
        failing = call;
    }

    private void handle(HttpExchange exchange) throws IOException {
        ObjectNode answer;
        int status = 200;
        try {
            answer = answer(exchange);
        } catch (Refused e) {
            status = e.status;
            answer = MAPPER.createObjectNode().put("error_code", e.code).put("message", e.getMessage());
            if (e.code.equals("INVALID_PARAMETER_VALUE")) {
                faults.add(e.getMessage());
            }
        }
        byte[] bytes = MAPPER.writeValueAsBytes(answer);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private ObjectNode answer(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        require(path.startsWith("/api/2.0/mlflow/"), "path " + path);
        String call = path.substring("/api/2.0/mlflow/".length());
        if (call.equals(failing)) {
            throw new Refused(500, "INTERNAL_ERROR", "as planned");
        }
        if (call.equals("experiments/get-by-name")) {
            require(exchange.getRequestMethod().equals("GET"), call + " is a GET");
            String query = exchange.getRequestURI().getRawQuery();
            require(query.startsWith("experiment_name="), call + " has the query " + query);
            return experiment(URLDecoder.decode(query.substring("experiment_name=".length()), UTF_8));
        }
        require(exchange.getRequestMethod().equals("POST"), call + " is a POST");
        require("application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type")), call + " is JSON");
        require(bytes.length <= 1_000_000, "a request has at most 1,000,000 bytes, but has " + bytes.length);
        JsonNode body = MAPPER.readTree(bytes);
        return switch (call) {
            case "experiments/create" -> create(body);
            case "runs/create" -> createRun(body);
            case "runs/log-batch" -> logBatch(body);
            case "runs/update" -> update(body);
            default -> throw new Refused(404, "ENDPOINT_NOT_FOUND", call);
        };
    }

    private static void require(boolean holds, String words) {
        if (!holds) {
            throw new Refused(400, "INVALID_PARAMETER_VALUE", words);
        }
    }

    private static void fields(JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(name -> require(known.contains(name), "there is no field " + name));
    }

    private static String text(JsonNode node, String name, int most) {
        require(node.path(name).isTextual(), name + " is a string");
        String text = node.path(name).asText();
        require(text.length() <= most, name + " has at most " + most + " characters, but has " + text.length());
        return text;
    }

    private static String key(JsonNode node) {
        String key = text(node, "key", 250);
        boolean plain = !key.isEmpty()
                && !key.startsWith("/")
                && !key.endsWith("/")
                && !key.contains("//")
                && !key.contains("..");
        require(
                plain && NAME.matcher(key).matches(),
                "a key has letters, digits and / _ - . and blanks, but is " + key);
        return key;
    }

    private ObjectNode experiment(String name) {
        String stage = experiments.get(name);
        if (stage == null) {
            throw new Refused(404, "RESOURCE_DOES_NOT_EXIST", "Could not find experiment with name '" + name + "'");
        }
        ObjectNode root = MAPPER.createObjectNode();
        root.putObject("experiment")
                .put("experiment_id", "e-" + name)
                .put("name", name)
                .put("lifecycle_stage", stage);
        return root;
    }

    private ObjectNode create(JsonNode body) {
        fields(body, Set.of("name", "artifact_location", "tags"));
        String name = text(body, "name", 500);
        if (experiments.putIfAbsent(name, "active") != null) {
            throw new Refused(400, "RESOURCE_ALREADY_EXISTS", name);
        }
        return MAPPER.createObjectNode().put("experiment_id", "e-" + name);
    }

    private ObjectNode createRun(JsonNode body) {
        fields(body, Set.of("experiment_id", "user_id", "run_name", "start_time", "tags"));
        String experiment = text(body, "experiment_id", 64);
        require(experiments.containsKey(experiment.substring(2)), "there is no experiment " + experiment);
        require(body.path("start_time").isIntegralNumber(), "start_time is an int64");
        Run run = new Run(
                experiment, text(body, "run_name", 250), body.path("start_time").asLong());
        require(body.path("tags").size() <= 20, "a run is created with at most 20 tags");
        body.path("tags").forEach(tag -> tag(run, tag));
        runs.add(run);
        ObjectNode root = MAPPER.createObjectNode();
        root.putObject("run")
                .putObject("info")
                .put("run_id", "r" + runs.size())
                .put("experiment_id", run.experiment)
                .put("status", run.status);
        return root;
    }

    private static void tag(Run run, JsonNode tag) {
        fields(tag, Set.of("key", "value"));
        run.tags.put(key(tag), text(tag, "value", 5_000));
    }

    private Run run(JsonNode body) {
        String id = text(body, "run_id", 256);
        require(id.matches("r[1-9]"), "there is no run " + id);
        return runs.get(Integer.parseInt(id.substring(1)) - 1);
    }

    private ObjectNode logBatch(JsonNode body) {
        fields(body, Set.of("run_id", "metrics", "params", "tags"));
        Run run = run(body);
        List<JsonNode> all = new ArrayList<>();
        require(body.path("metrics").size() <= 1_000, "a batch has at most 1000 metrics");
        require(body.path("params").size() <= 100, "a batch has at most 100 params");
        require(body.path("tags").size() <= 100, "a batch has at most 100 tags");
        List.of("metrics", "params", "tags").forEach(kind -> body.path(kind).forEach(all::add));
        require(all.size() <= 1_000, "a batch has at most 1000 entries");
        for (JsonNode metric : body.path("metrics")) {
            fields(metric, Set.of("key", "value", "timestamp", "step"));
            require(metric.path("value").isNumber(), "a metric is a number");
            require(
                    metric.path("timestamp").isIntegralNumber()
                            && metric.path("timestamp").asLong() >= 0,
                    "timestamp is an int64");
            require(metric.path("step").isIntegralNumber(), "step is an int64");
            run.metrics.put(key(metric), metric.path("value").asDouble());
        }
        for (JsonNode param : body.path("params")) {
            fields(param, Set.of("key", "value"));
            String before = run.params.put(key(param), text(param, "value", 500));
            require(before == null, "a param is logged once: " + param);
        }
        body.path("tags").forEach(tag -> tag(run, tag));
        return MAPPER.createObjectNode();
    }

    private ObjectNode update(JsonNode body) {
        fields(body, Set.of("run_id", "status", "end_time", "run_name"));
        Run run = run(body);
        run.status = text(body, "status", 20);
        require(STATUS.contains(run.status), "there is no status " + run.status);
        require(body.path("end_time").isIntegralNumber(), "end_time is an int64");
        run.endTime = body.path("end_time").asLong();
        ObjectNode root = MAPPER.createObjectNode();
        root.putObject("run_info").put("run_id", body.path("run_id").asText());
        return root;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
