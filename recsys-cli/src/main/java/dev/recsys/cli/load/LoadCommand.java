package dev.recsys.cli.load;

import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Loads a recommendation service with requests. */
@Command(
        name = "load",
        description = {
            "Sends requests to a recommendation service at a rate, and reports how fast they were answered.",
            "",
            "Requests start when they are due, whatever the answers take, and latency counts from then: a request that has"
                    + " to wait behind slow answers is as late as a customer would find it. The report also says how late the"
                    + " generator itself was, which tells a generator that is too slow from a server that is.",
            ""
        },
        footer = {
            "",
            "Ctrl-C ends a load early and prints what was measured. Exit codes: 0 measured, 1 nothing was answered, 2 bad usage."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {
    private static final int MOST_CONNECTIONS = 10_000;
    private static final Duration LONGEST = Duration.ofDays(1);

    /** The operations of the reference service that answer one customer. */
    private static final List<String> REFERENCE_PATHS =
            List.of("/recommendations", "/get_online_mlc", "/get_online_kmeans");

    private static final int REFERENCE_REQUESTS = 100;
    private static final Duration REFERENCE_DURATION = Duration.ofSeconds(230);

    /** A known mix of requests. */
    enum Scenario {
        /** That of the reference service's simulation. */
        REFERENCE
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description =
                    "Where requests go, such as http://localhost:8080/v1/recommend; with --scenario what comes before"
                            + " the operations' paths.")
    private String url = "";

    @Option(names = "--rate", paramLabel = "N", description = "Requests per second (default: 100).")
    private @Nullable Double rate;

    @Option(
            names = "--duration",
            paramLabel = "D",
            converter = DurationWords.class,
            description =
                    "How long requests are sent, such as 500ms, 30s or 2m (default: 30s; of each step of a ramp 5s).")
    private @Nullable Duration duration;

    @Option(
            names = "--ramp",
            paramLabel = "FROM:TO:STEP",
            description =
                    "Climb from one rate to another by steps, until p99 is over --max-p99 or a request fails, and name"
                            + " the rate at which the service is saturated.")
    private @Nullable String ramp;

    @Option(
            names = "--max-p99",
            paramLabel = "D",
            converter = DurationWords.class,
            defaultValue = "20ms",
            description = "The p99 latency that a step of a ramp may have (default: ${DEFAULT-VALUE}).")
    private Duration maxP99 = Duration.ZERO;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "reference: 100 requests in 230 seconds, to /recommendations, /get_online_mlc and"
                    + " /get_online_kmeans in turn.")
    private @Nullable Scenario scenario;

    @ArgGroup
    private LoadBodies bodies = new LoadBodies();

    @Option(
            names = "--warm-up",
            paramLabel = "D",
            converter = DurationWords.class,
            defaultValue = "0s",
            description = "Send requests for so long before those that count (default: ${DEFAULT-VALUE}).")
    private Duration warmUp = Duration.ZERO;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description = "Most requests under way at once, each on its connection (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            converter = DurationWords.class,
            defaultValue = "5s",
            description =
                    "When a request without an answer is given up, from when it was due (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ZERO;

    @Option(
            names = "--header",
            paramLabel = "LINE",
            description = "A header of each request, such as \"X-API-Key: …\"; may be given again.")
    private List<String> headers = List.of();

    @Option(
            names = "--allow-remote",
            description =
                    "Let --url name another machine than this one. Load a service only if its owner asked for it.")
    private boolean allowRemote;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** For the command line parser. */
    public LoadCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        Target target = Target.of(url, allowRemote ? Target.Reach.ANYWHERE : Target.Reach.LOOPBACK);
        Calls calls = new Calls(target, paths(target), bodies.read(), headers);
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        try (LoadSession session = new LoadSession(target, calls, connections, timeout)) {
            return ramp == null ? once(session, out) : climb(session, Ramp.of(ramp), out);
        }
    }

    private void check() {
        Checks.that(ramp == null || (rate == null && scenario == null), "--ramp needs no --rate and no --scenario");
        Checks.that(scenario == null || rate == null, "--scenario has its own rate; --rate contradicts it");
        Checks.inRange(connections, 1, MOST_CONNECTIONS, "--connections");
        Checks.that(!timeout.isZero(), "--timeout must be longer than 0");
        Checks.that(duration == null || !duration.isZero(), "--duration must be longer than 0");
        for (Duration each : List.of(timeout, warmUp, maxP99, duration == null ? Duration.ZERO : duration)) {
            Checks.that(each.compareTo(LONGEST) <= 0, "--duration and other times must be at most 24h");
        }
        for (String header : headers) {
            Checks.that(
                    header.matches("[A-Za-z0-9-]+: ?[\\x21-\\x7e\\x80-\\xff]([\\x20-\\x7e\\x80-\\xff]*)"),
                    "--header must be a name, a colon and a value on one line");
        }
    }

    private List<String> paths(Target target) {
        if (scenario == null) {
            return List.of(target.path());
        }
        String before = target.path().replaceAll("/+$", "");
        Checks.that(before.indexOf('?') < 0, "--url must have no query with --scenario");
        return REFERENCE_PATHS.stream().map(path -> before + path).toList();
    }

    private int once(LoadSession session, PrintWriter out) throws InterruptedException {
        Schedule schedule = schedule();
        session.warmUp(Schedule.atRate(schedule.rate(), warmUp), warmUp);
        LoadReport report = session.run(schedule);
        out.print(json ? JsonMappers.text(report.toJson().put("url", url)) + "\n" : report.toText());
        out.flush();
        return report.answers() > 0 ? 0 : 1;
    }

    private Schedule schedule() {
        if (scenario != null) {
            return new Schedule(REFERENCE_REQUESTS, (duration == null ? REFERENCE_DURATION : duration).toNanos());
        }
        double perSecond = rate == null ? 100 : Schedule.requireRate(rate, "--rate");
        return Schedule.atRate(perSecond, duration == null ? Duration.ofSeconds(30) : duration);
    }

    private int climb(LoadSession session, Ramp climb, PrintWriter out) throws InterruptedException {
        Duration each = duration == null ? Duration.ofSeconds(5) : duration;
        session.warmUp(Schedule.atRate(climb.from(), warmUp), warmUp);
        Ramp.Found found =
                climb.climb(perSecond -> session.run(Schedule.atRate(perSecond, each)), maxP99.toNanos() / 1e6);
        out.print(json ? JsonMappers.text(found.toJson().put("url", url)) + "\n" : found.toText());
        out.flush();
        return found.steps().stream().anyMatch(step -> step.answers() > 0) ? 0 : 1;
    }

    /** Reads {@code 500ms}, {@code 30s}, {@code 2m} and {@code 1h}. */
    static final class DurationWords implements picocli.CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String word) {
            String lower = word.strip().toLowerCase(Locale.ROOT);
            if (!lower.matches("[0-9]{1,9}(ms|s|m|h)")) {
                throw new picocli.CommandLine.TypeConversionException(
                        "'" + word + "' is not a time such as 500ms, 30s, 2m or 1h");
            }
            long number = Long.parseLong(lower.replaceAll("[a-z]", ""));
            return switch (lower.replaceAll("[0-9]", "")) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
        }
    }
}
