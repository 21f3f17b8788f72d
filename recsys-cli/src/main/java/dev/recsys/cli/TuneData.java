package dev.recsys.cli;

import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.eval.search.Validation;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a search may look at, and what of it is held out to measure configurations on. */
final class TuneData {
    private static final int DEFAULT_FOLDS = 5;
    private static final int DEFAULT_PARTS = 10; // of the time of events: one is held out

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    private static final class Source {
        @Option(
                names = "--panel",
                paramLabel = "FILE",
                description = "A monthly panel with the 48 columns of train_ver2.csv; plain, gzip or zip.")
        private @Nullable Path panel;

        @Option(
                names = "--events",
                paramLabel = "FILE",
                description =
                        "Events: a CSV with the columns user,item,weight,timestamp, of which weight may be missing; plain,"
                                + " gzip or zip.")
        private @Nullable Path events;
    }

    @Mixin
    private ItemOptions items = new ItemOptions();

    @Option(
            names = "--split",
            paramLabel = "DATE",
            description =
                    "Use what comes before this date alone (default: a panel's last snapshot; events are all used, as"
                            + " 'evaluate' takes their truth from another file). Of events it begins at midnight UTC.")
    private @Nullable LocalDate split;

    @ArgGroup
    private Held held = new Held();

    private static final class Held {
        @Option(
                names = "--folds",
                paramLabel = "N",
                description =
                        "With --panel: measure on N folds of customers, on the last month before the split (default: 5).")
        private @Nullable Integer folds;

        @Option(
                names = "--origins",
                paramLabel = "N",
                description =
                        "Measure on each of the last N months before the split, by what came before it; of events, on"
                                + " the last N stretches of --days (default of events: 1).")
        private @Nullable Integer origins;
    }

    @Option(
            names = "--days",
            paramLabel = "D",
            description =
                    "With --events: how long each of the --origins is (default: a tenth of the time of the events).")
    private @Nullable Double days;

    boolean ofPanel() {
        return source.panel != null;
    }

    /** Refuses options that do not go together and files that are not there, before any work. */
    void requireUsable(String model) throws IOException {
        Inputs.requireThere(source.panel);
        Inputs.requireThere(source.events);
        items.requireUsable(source.events);
        Checks.that(days == null || !ofPanel(), "--days needs --events: of a panel, --origins are months");
        Checks.that(
                held.folds == null || ofPanel(),
                "--folds needs --panel: of events, the last --origins are held out, each of --days");
        TrainCommand.requireFor(model, ofPanel());
    }

    SameFile inputs() {
        return new SameFile()
                .input("--panel", source.panel)
                .input("--events", source.events)
                .input("--items", items.file());
    }

    /** Reads the data and holds a part of what is known out. */
    Validation<?> validation(Inputs inputs, long seed) throws IOException {
        if (source.panel != null) {
            return ofPanel(before(inputs.panel(source.panel)), seed);
        }
        EventLog known = before(inputs.events(Checks.notNull(source.events, "--events"), items.columns()));
        return ofEvents(inputs.joined(known, items));
    }

    private Validation<Panel> ofPanel(Panel known, long seed) {
        if (held.origins != null) {
            return Validation.byTime(known, Checks.atLeast(held.origins, 1, "--origins"));
        }
        int folds = held.folds == null ? DEFAULT_FOLDS : Checks.atLeast(held.folds, 2, "--folds");
        return Validation.byCustomers(known, folds, seed);
    }

    private Panel before(Panel all) {
        LocalDate date = split == null ? all.last().date() : split;
        Panel known = all.before(date);
        Checks.that(
                known.snapshots().size() >= 2,
                "--split must leave two snapshots to search on, but the panel has %s before %s",
                known.snapshots().size(),
                date);
        return known;
    }

    private Validation<EventLog> ofEvents(EventLog known) {
        int origins = held.origins == null ? 1 : Checks.atLeast(held.origins, 1, "--origins");
        Instant first = known.time(0);
        Duration whole = Duration.between(first, known.time(known.size() - 1));
        Checks.that(
                whole.toSeconds() >= DEFAULT_PARTS,
                "--events must have times, of which the last are held out, but all of them are at %s",
                first);
        double asked = days == null ? 0 : Checks.positive(days, "--days");
        double most = whole.toSeconds() / 86_400.0 / origins;
        Checks.that(
                asked < most && (days != null || origins < DEFAULT_PARTS),
                "--days must leave events before the first of %s origins, so be below %.4f, but was %s",
                origins,
                most,
                days == null ? "a tenth of the time of the events" : days);
        Duration step = days == null
                ? Duration.ofSeconds(whole.toSeconds() / DEFAULT_PARTS)
                : Duration.ofSeconds(Math.max(1, Math.round(days * 86_400)));
        return Validation.byTime(known, origins, step);
    }

    /** The events before the split with the users and items of these alone, as if the file ended there. */
    private EventLog before(EventLog all) {
        if (split == null) {
            return all;
        }
        EventLog earlier = all.before(split.atStartOfDay().toInstant(ZoneOffset.UTC));
        Checks.that(earlier.size() > 0, "--split must leave events to search on, but there is none before %s", split);
        EventLog.Builder known = EventLog.builder();
        for (int event = 0; event < earlier.size(); event++) {
            known.add(
                    earlier.users().id(earlier.user(event)),
                    earlier.items().id(earlier.item(event)),
                    earlier.weight(event),
                    earlier.time(event));
        }
        return known.build();
    }
}
