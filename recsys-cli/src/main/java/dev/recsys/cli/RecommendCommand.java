package dev.recsys.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.check.Checks;
import dev.recsys.model.ModelStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Answers from a saved model. */
@Command(
        name = "recommend",
        description = "Says what to offer a customer, from a saved model.%n",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class RecommendCommand implements Callable<Integer> {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--models", required = true, paramLabel = "DIR", description = "Folder of saved models.")
    private @Nullable Path models;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Which model answers (default: hybrid, or the only one there is).")
    private @Nullable String model;

    @ArgGroup(multiplicity = "1")
    private Who who = new Who();

    private static final class Who {
        @Option(names = "--user", paramLabel = "ID", description = "A customer the model was trained on, or any other.")
        private @Nullable String user;

        @Option(names = "--users", paramLabel = "FILE", description = "A file with one customer id a line.")
        private @Nullable Path users;

        @Option(
                names = "--holdings",
                paramLabel = "a,b,c",
                split = ",",
                description = "What a customer holds; any customer, known or not.")
        private @Nullable List<String> holdings;
    }

    @Option(
            names = {"-k", "--k"},
            paramLabel = "K",
            defaultValue = "7",
            description = "Offers a customer (default: ${DEFAULT-VALUE}).")
    private int k;

    @Option(names = "--json", description = "Print one JSON object a customer.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        Path folder = Checks.notNull(models, "--models");
        Checks.atLeast(k, 1, "-k");
        Recommender recommender = ModelStore.at(folder).load(name(folder));
        if (who.users != null) {
            try (BufferedReader ids = Files.newBufferedReader(who.users)) {
                for (String id = ids.readLine(); id != null; id = ids.readLine()) {
                    if (!id.isBlank()) {
                        answer(out, recommender, RecommendationRequest.forUser(id.strip()), id.strip());
                    }
                }
            }
        } else if (who.user != null) {
            answer(out, recommender, RecommendationRequest.forUser(who.user), who.user);
        } else {
            List<String> holdings = Checks.notNull(who.holdings, "--holdings").stream()
                    .filter(item -> !item.isBlank())
                    .toList();
            for (String item : holdings) {
                Checks.that(
                        recommender.items().indexOf(item) >= 0,
                        "the model knows no item \"%s\"; it knows %s",
                        item,
                        some(recommender.items().ids()));
            }
            answer(out, recommender, RecommendationRequest.anonymous().holdings(holdings), null);
        }
        return 0;
    }

    private static String some(List<String> ids) {
        return ids.size() <= 50 ? ids.toString() : ids.subList(0, 50) + " and " + (ids.size() - 50) + " more";
    }

    private String name(Path folder) throws IOException {
        List<String> names = ModelSet.names(folder);
        String wanted = model;
        if (wanted != null) {
            Checks.that(names.contains(wanted), "there is no model \"%s\" in %s; there are %s", wanted, folder, names);
            return wanted;
        }
        if (names.contains(ModelSet.HYBRID)) {
            return ModelSet.HYBRID;
        }
        Checks.that(names.size() == 1, "--model must say which of %s", names);
        return names.get(0);
    }

    private void answer(
            PrintWriter out, Recommender recommender, RecommendationRequest.Builder request, @Nullable String user) {
        Recommendations answer = recommender.recommend(request.limit(k).build());
        out.print(json ? asJson(answer, user) + "\n" : asText(answer, user));
        out.flush();
    }

    private static String asText(Recommendations answer, @Nullable String user) {
        StringBuilder text = new StringBuilder();
        text.append(user == null ? "a customer with these holdings" : "customer " + user);
        text.append(", by ")
                .append(answer.model())
                .append(", level ")
                .append(answer.level())
                .append('\n');
        int rank = 1;
        for (RecommendedItem item : answer.items()) {
            text.append(String.format(
                    Locale.ROOT, "%3d  %-12s %10.4g  %s%n", rank++, item.itemId(), item.score(), item.reason()));
        }
        answer.skipped()
                .forEach(skip -> text.append("     without ")
                        .append(skip.component())
                        .append(": ")
                        .append(skip.cause())
                        .append('\n'));
        return text.toString();
    }

    private static String asJson(Recommendations answer, @Nullable String user) {
        ObjectNode line = MAPPER.createObjectNode();
        if (user != null) {
            line.put("user", user);
        }
        line.put("model", answer.model())
                .put("generation", answer.generation())
                .put("level", answer.level().name());
        ArrayNode items = line.putArray("items");
        for (RecommendedItem item : answer.items()) {
            ObjectNode node = items.addObject()
                    .put("item", item.itemId())
                    .put("score", item.score())
                    .put("reason", item.reason());
            ObjectNode contributions = node.putObject("contributions");
            item.contributions().forEach(contributions::put);
        }
        ArrayNode skipped = line.putArray("skipped");
        answer.skipped()
                .forEach(skip ->
                        skipped.addObject().put("component", skip.component()).put("cause", skip.cause()));
        return line.toString();
    }
}
