package dev.recsys.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.Ignored;
import dev.recsys.ReasonTexts;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import dev.recsys.io.TextLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Answers from a saved model. */
@Command(
        name = "recommend",
        description = "Recommends products to customers, by a saved model.%n",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class RecommendCommand implements Callable<Integer> {
    private static final ObjectMapper MAPPER = JsonMappers.plain();
    private static final int NOTED_LINES = 10;

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
        @Option(names = "--user", paramLabel = "ID", description = "A customer's id, known to the model or not.")
        private @Nullable String user;

        @Option(
                names = "--users",
                paramLabel = "FILE",
                description = "A file with one customer id per line; blank lines are skipped.")
        private @Nullable Path users;

        @Option(
                names = "--requests",
                paramLabel = "FILE",
                description = "A file with one JSON request a line:"
                        + " {\"customer\":{\"holdings\":[..],\"features\":{..}},\"limit\":7}.")
        private @Nullable Path requests;

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
            description = "Offers per customer (default: ${DEFAULT-VALUE}).")
    private int k;

    @Option(
            names = "--language",
            paramLabel = "TAG",
            defaultValue = "en",
            description = "Language of the reasons: en, es or ru (default: ${DEFAULT-VALUE}).")
    private String language = "en";

    @Option(names = "--json", description = "Print one JSON object per customer.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        PrintWriter err = Checks.notNull(spec, "spec").commandLine().getErr();
        Path given = Checks.notNull(models, "--models");
        ModelSet.noteIgnored(given, err);
        Path folder = ModelSet.resolved(given);
        Checks.atLeast(k, 1, "-k");
        Bundle bundle = ModelFolder.at(folder).load(ModelSet.chosen(folder, model));
        Printer printer = new Printer(out, bundle, Locale.forLanguageTag(language), json);
        if (who.users != null) {
            eachLine(who.users, err, id -> printer.print(bundle.recommend(request(RecommendationRequest.forUser(id)))));
        } else if (who.requests != null) {
            eachLine(who.requests, err, line -> printer.print(bundle.recommend(RecommendationRequest.fromJson(line))));
        } else if (who.user != null) {
            printer.print(bundle.recommend(request(RecommendationRequest.forUser(who.user))));
        } else {
            List<String> holdings = Checks.notNull(who.holdings, "--holdings").stream()
                    .filter(item -> !item.isBlank())
                    .toList();
            for (String item : holdings) {
                Checks.that(
                        bundle.catalogue().indexOf(item) >= 0,
                        "the model knows no item \"%s\"; it knows %s",
                        item,
                        some(bundle.catalogue().ids().ids()));
            }
            printer.print(
                    bundle.recommend(request(RecommendationRequest.anonymous().holdings(holdings))));
        }
        return 0;
    }

    private RecommendationRequest request(RecommendationRequest.Builder builder) {
        return builder.limit(k).build();
    }

    /** Lines that say which parts of a request were ignored. */
    static String ignored(List<Ignored> parts) {
        StringBuilder text = new StringBuilder();
        for (Ignored part : parts) {
            String kind = part.part().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            text.append("     ignored: ")
                    .append(kind)
                    .append(" \"")
                    .append(part.name())
                    .append("\"\n");
        }
        return text.toString();
    }

    /** Lines that are not blank, without blanks at their ends. */
    static void eachLine(Path file, PrintWriter err, Consumer<String> use) throws IOException {
        try (TextLines lines = TextLines.open(file)) {
            long strayLines = 0;
            for (String line = lines.next(); line != null; line = lines.next()) {
                String place = file + ", line " + lines.number();
                if (lines.strayBytes() > 0 && ++strayLines <= NOTED_LINES) {
                    err.println("note: " + place + ": bytes that are not UTF-8, read as windows-1252: "
                            + lines.strayBytes());
                    err.flush();
                }
                try {
                    if (!line.isBlank()) {
                        use.accept(line.strip());
                    }
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
                }
            }
            if (strayLines > NOTED_LINES) {
                err.println("note: " + strayLines + " lines of " + file + " have bytes that are not UTF-8");
            }
        }
    }

    private static String some(List<String> ids) {
        return ids.size() <= 50 ? ids.toString() : ids.subList(0, 50) + " and " + (ids.size() - 50) + " more";
    }

    /** Prints answers as text or JSON, with reasons in words. */
    private static final class Printer {
        private final PrintWriter out;
        private final ReasonTexts texts;
        private final boolean json;

        Printer(PrintWriter out, Bundle bundle, Locale language, boolean json) {
            this.out = out;
            this.texts = ReasonTexts.of(
                    language, bundle.catalogue(), bundle.vocabulary().schema());
            this.json = json;
        }

        void print(Recommendations answer) {
            out.print(json ? asJson(answer) + "\n" : asText(answer));
            out.flush();
        }

        private String asJson(Recommendations answer) {
            try {
                ObjectNode line = (ObjectNode) MAPPER.readTree(answer.toJson());
                for (int place = 0; place < answer.items().size(); place++) {
                    ObjectNode item = (ObjectNode) line.get("items").get(place);
                    item.put("text", texts.sentence(answer.items().get(place).reason()));
                }
                return JsonMappers.text(line);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("an answer is no JSON", e);
            }
        }

        private String asText(Recommendations answer) {
            StringBuilder text = new StringBuilder();
            text.append(answer.customer().map(id -> "customer " + id).orElse("a customer with these holdings"))
                    .append(", by ")
                    .append(answer.model())
                    .append(", level ")
                    .append(answer.level())
                    .append('\n');
            int rank = 1;
            for (RecommendedItem item : answer.items()) {
                text.append(String.format(
                        Locale.ROOT,
                        "%3d  %-12s %10.4g  %s%n",
                        rank++,
                        item.itemId(),
                        item.score(),
                        texts.sentence(item.reason())));
            }
            answer.skipped()
                    .forEach(skip -> text.append("     without ")
                            .append(skip.component())
                            .append(": ")
                            .append(skip.cause())
                            .append('\n'));
            return text.append(ignored(answer.ignored())).toString();
        }
    }
}
