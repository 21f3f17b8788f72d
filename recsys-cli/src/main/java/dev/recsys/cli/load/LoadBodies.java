package dev.recsys.cli.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.recsys.RecommendationRequest;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import dev.recsys.io.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the bodies of requests come from. They are sent in turn, again from the first after the last. */
final class LoadBodies {
    private static final int MOST = 1_000_000;
    private static final long MOST_CHARACTERS = 1L << 28;
    private static final String DEFAULT_CUSTOMERS = "10000000-10000999";

    @Option(
            names = "--requests",
            paramLabel = "FILE",
            description = "A file with one JSON request a line: {\"customer\":{\"id\":\"17\"},\"limit\":7}.")
    private @Nullable Path requests;

    @Option(names = "--users", paramLabel = "FILE", description = "A file with one customer id per line.")
    private @Nullable Path users;

    @Option(
            names = "--customers",
            paramLabel = "FROM-TO",
            description = "Customers whose ids are numbers (default: " + DEFAULT_CUSTOMERS
                    + ", the first of a synthetic bank).")
    private @Nullable String customers;

    /** All bodies; at least one. */
    List<String> read() throws IOException {
        if (requests != null) {
            return lines(requests, LoadBodies::object);
        }
        if (users != null) {
            return lines(users, LoadBodies::forCustomer);
        }
        return range(customers == null ? DEFAULT_CUSTOMERS : customers);
    }

    private static List<String> range(String words) {
        Checks.that(words.matches("[0-9]{1,18}-[0-9]{1,18}"), "--customers must be FROM-TO, such as 1-1000");
        int dash = words.indexOf('-');
        long from = Long.parseLong(words.substring(0, dash));
        long to = Long.parseLong(words.substring(dash + 1));
        Checks.that(from <= to, "--customers must not end below where it begins");
        Checks.that(to - from < MOST, "--customers must name at most 1,000,000");
        return LongStream.rangeClosed(from, to)
                .mapToObj(id -> forCustomer(Long.toString(id)))
                .toList();
    }

    private static List<String> lines(Path file, UnaryOperator<String> body) throws IOException {
        List<String> bodies = new ArrayList<>();
        long characters = 0;
        try (TextLines lines = TextLines.open(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (line.isBlank()) {
                    continue;
                }
                try {
                    bodies.add(body.apply(line.strip()));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(file + ", line " + lines.number() + ": " + e.getMessage(), e);
                }
                characters += line.length();
                Checks.that(
                        bodies.size() <= MOST && characters <= MOST_CHARACTERS,
                        "%s must have at most 1,000,000 lines and 256 MB",
                        file);
            }
        }
        Checks.that(!bodies.isEmpty(), "%s has no line", file);
        return bodies;
    }

    /** Any object: the service under load says what it takes. */
    private static String object(String line) {
        try {
            Checks.that(JsonMappers.plain().readTree(line).isObject(), "a request must be a JSON object");
            return line;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a request must be a JSON object, but is not JSON", e);
        }
    }

    private static String forCustomer(String id) {
        return RecommendationRequest.forUser(id).limit(7).build().toJson();
    }
}
