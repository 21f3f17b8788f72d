package dev.recsys.cli;

import dev.recsys.RecommendationRequest;
import dev.recsys.decision.Decision;
import dev.recsys.decision.DecisionEngine;
import dev.recsys.decision.DecisionRequest;
import dev.recsys.decision.Exclusion;
import dev.recsys.decision.LogDetail;
import dev.recsys.decision.Offer;
import dev.recsys.decision.Prediction;
import dev.recsys.decision.log.DecisionLog;
import dev.recsys.decision.log.LogConfig;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Decides what customers are offered. */
@Command(
        name = "decide",
        description = {
            "Decides what customers are offered, by a saved model and a policy, and says why nothing else is.",
            "",
            "Contacts are not remembered: a policy's cool-downs and caps need an application's memory of contacts.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class DecideCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private PolicyOptions options = new PolicyOptions();

    @ArgGroup(multiplicity = "1")
    private Who who = new Who();

    private static final class Who {
        @Option(names = "--user", paramLabel = "ID", description = "A customer's id, known to the model or not.")
        private @Nullable String user;

        @Option(
                names = "--requests",
                paramLabel = "FILE",
                description =
                        "A file with one JSON request a line: {\"customer\":{\"holdings\":[..],\"features\":{..}},\"limit\":7}.")
        private @Nullable Path requests;
    }

    @Option(names = "--channel", paramLabel = "NAME", description = "Where the offers are made.")
    private @Nullable String channel;

    @Option(
            names = {"-k", "--k"},
            paramLabel = "K",
            defaultValue = "7",
            description = "Offers per customer with --user (default: ${DEFAULT-VALUE}).")
    private int k;

    @Option(names = "--log", paramLabel = "DIR", description = "Log the decisions into this folder.")
    private @Nullable Path log;

    @Option(
            names = "--log-hash",
            description = "Log only a hash of what is known of a customer, in place of all of it.")
    private boolean onlyHash;

    @Option(names = "--json", description = "Print one JSON object per customer.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Checks.atLeast(k, 1, "-k");
        Checks.that(log != null || !onlyHash, "--log-hash needs --log");
        PrintWriter err = Checks.notNull(spec, "spec").commandLine().getErr();
        DecisionEngine.Builder engine = options.engine(err);
        Path folder = log;
        if (folder == null) {
            decide(engine.build());
            return 0;
        }
        Folders.requireFolder("--log", folder);
        engine.build(); // a policy that does not fit is refused before the log begins
        try (DecisionLog open = DecisionLog.open(folder, LogConfig.defaults())) {
            decide(engine.log(open, onlyHash ? LogDetail.HASH : LogDetail.FACTS).build());
        }
        return 0;
    }

    private void decide(DecisionEngine engine) throws IOException {
        if (who.user != null) {
            print(engine, RecommendationRequest.forUser(who.user).limit(k).build());
            return;
        }
        Path file = Checks.notNull(who.requests, "--requests");
        PrintWriter err = Checks.notNull(spec, "spec").commandLine().getErr();
        RecommendCommand.eachLine(file, err, line -> print(engine, RecommendationRequest.fromJson(line)));
    }

    private void print(DecisionEngine engine, RecommendationRequest asked) {
        DecisionRequest.Builder request = DecisionRequest.of(asked);
        Decision decision = engine.decide((channel == null ? request : request.channel(channel)).build());
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        out.print(json ? decision.toJson() + "\n" : asText(decision));
        out.flush();
    }

    private static String asText(Decision decision) {
        StringBuilder text = new StringBuilder();
        text.append(decision.customer().map(id -> "customer " + id).orElse("a customer without an id"))
                .append(", policy ")
                .append(decision.policy(), 0, decision.policy().lastIndexOf(' '))
                .append(", level ")
                .append(decision.level())
                .append('\n');
        for (Prediction said : decision.predictions()) {
            text.append(String.format(Locale.ROOT, "     model %s says %.4g%n", said.model(), said.value()));
        }
        if (decision.offers().isEmpty()) {
            text.append("     no offer\n");
        }
        int place = 1;
        for (Offer offer : decision.offers()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%3d  %-12s score %10.4g  worth %10.4g  %s%n",
                    place++,
                    offer.itemId(),
                    offer.score(),
                    offer.worth(),
                    offer.placement().name().toLowerCase(Locale.ROOT)));
        }
        for (Exclusion out : decision.excluded()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  -  %-12s %s by %s, %s%n",
                    out.itemId(),
                    out.code(),
                    out.rule(),
                    out.stage().name().toLowerCase(Locale.ROOT)));
        }
        return text.append(RecommendCommand.ignored(decision.ignored())).toString();
    }
}
