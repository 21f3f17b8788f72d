package dev.recsys.decision.drift;

import dev.recsys.ModelInfo;
import dev.recsys.ScoreMeaning;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.data.Transition;
import dev.recsys.decision.drift.Distribution.Comparison;
import dev.recsys.decision.drift.Scorer.Scored;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.CustomerMemory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One examination of a panel, period by period. Mutable while it works; not thread-safe. */
final class Examination {
    private static final int USUAL_SCORES = 2; // steps before the reference that are scored too
    private static final int POPULARITY_STEPS = 3;

    private final Bundle bundle;
    private final DriftConfig config;
    private final Panel panel;
    private final LocalDate lastDate;
    private final int last; // place of the model's last period, or -1
    private final int first; // place of the first period to examine
    private final TrainingListener listener;
    private final long start = System.nanoTime();
    private final Sample sample;
    private final List<String> notes = new ArrayList<>();
    private final Additions additions;
    private final Features features;
    private final String reference;
    private final int[] toModel; // of each item of the panel, its index in the model's catalogue or -1
    private final int[] items; // of the model's catalogue, whose scores are compared
    private final int[] keptAt; // of each item of the model's catalogue, its place among those, or -1
    private final @Nullable Scorer scorer;
    private @Nullable Scored reached; // the answers of the period before
    private final List<Distribution> scoresBefore = new ArrayList<>();
    private double[] usualScores = new double[0];

    Examination(
            Bundle bundle,
            DriftConfig config,
            Panel panel,
            LocalDate lastDate,
            int last,
            int first,
            TrainingListener listener) {
        this.bundle = bundle;
        this.config = config;
        this.panel = panel;
        this.lastDate = lastDate;
        this.last = last;
        this.first = first;
        this.listener = listener;
        this.sample = new Sample(config.seed());
        CustomerMemory memory = last < 0 ? memory() : null;
        this.additions = new Additions(panel);
        if (memory == null) {
            Snapshot snapshot = panel.snapshots().get(last);
            features = Features.of(panel, last, sample, config.sampledRows());
            reference = String.format(Locale.ROOT, "%s of the panel, %,d rows", snapshot.date(), snapshot.rowCount());
        } else {
            features = Features.of(memory, sample, config.sampledRows());
            reference = String.format(Locale.ROOT, "the %,d customers that the bundle remembers", memory.size());
        }
        IdIndex known = bundle.catalogue().ids();
        toModel = panel.items().ids().stream().mapToInt(known::indexOf).toArray();
        items = items();
        keptAt = new int[known.size()];
        Arrays.fill(keptAt, -1);
        for (int i = 0; i < items.length; i++) {
            keptAt[items[i]] = i;
        }
        boolean canScore = memory == null || !memory.isPseudonymised();
        if (!canScore) {
            notes.add(
                    "scores and outcomes are not judged: the bundle remembers pseudonyms, and the panel does not reach"
                            + " back to " + lastDate);
        }
        scorer = canScore ? new Scorer(bundle, items, config.threads(), listener) : null;
        if (memory == null) {
            scorePanel();
        } else {
            notes.add(
                    "how features and scores usually move is not known: the panel does not reach back to " + lastDate);
            if (scorer != null) {
                int[] customers = sample.rows(memory.size(), customer -> customer, config.scoredCustomers());
                Scored scored = scorer.score(memory, customers);
                distributions(scored).forEach(scoresBefore::add);
                usualScores = new double[items.length];
            }
        }
    }

    /** What the bundle remembers of the model's last period. */
    private CustomerMemory memory() {
        CustomerMemory memory = bundle.memory().orElse(null);
        LocalDate asOf = memory == null ? null : memory.asOf().orElse(null);
        boolean isOfLast = asOf != null && panel.period().between(asOf, lastDate) == 0;
        Checks.that(
                isOfLast,
                "there is no reference: the panel must have the period of %s, through which the model was trained, or the"
                        + " bundle must remember its customers; the panel begins with %s, and the bundle %s",
                lastDate,
                panel.snapshots().get(0).date(),
                asOf == null ? "remembers none" : "remembers those of " + asOf);
        return Checks.notNull(memory, "memory");
    }

    /** The most added of the model's products that are on the panel, and no more than a report lists. */
    private int[] items() {
        long[] added = new long[toModel.length];
        for (int place = 0; place < additions.size(); place++) {
            for (int item = 0; item < added.length; item++) {
                added[item] += additions.step(place).added(item);
            }
        }
        int[] found = IntStream.range(0, toModel.length)
                .filter(item -> toModel[item] >= 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer item) -> -added[item]).thenComparingInt(item -> item))
                .limit(DriftPeriod.MOST)
                .mapToInt(item -> toModel[item])
                .toArray();
        if (found.length == DriftPeriod.MOST) {
            notes.add("scores are compared for the " + DriftPeriod.MOST + " products that are added most");
        }
        return found;
    }

    /** Scores the reference in the panel, and some periods before it to learn what is usual. */
    private void scorePanel() {
        int from = last;
        while (from > 0 && last - from < USUAL_SCORES && additions.placeOf(from) >= 0) {
            from--;
        }
        List<List<Distribution>> before = new ArrayList<>();
        for (int place = from; place < last; place++) {
            before.add(distributions(scored(place, new BitSet())));
        }
        Scored ofLast = scored(last, adders(last + 1));
        reached = ofLast;
        before.add(distributions(ofLast));
        usualScores = new double[items.length];
        for (int item = 0; item < items.length; item++) {
            for (int step = 1; step < before.size(); step++) {
                usualScores[item] += before.get(step - 1)
                                .get(item)
                                .compare(before.get(step).get(item))
                                .change()
                        / (before.size() - 1);
            }
        }
        scoresBefore.addAll(before.get(before.size() - 1));
        if (from == last) {
            notes.add("how features and scores usually move is not known: the panel has no period before " + lastDate);
        }
    }

    private List<Distribution> distributions(Scored scored) {
        return IntStream.range(0, items.length).mapToObj(scored::distribution).toList();
    }

    private Scored scored(int place, BitSet more) {
        Snapshot snapshot = panel.snapshots().get(place);
        BitSet users = new BitSet();
        for (int row : sample.rows(snapshot.rowCount(), snapshot::user, config.scoredCustomers())) {
            users.set(snapshot.user(row));
        }
        Scorer asked = Checks.notNull(scorer, "scorer");
        return last < 0
                ? asked.scoreRemembering(panel, snapshot, users, more)
                : asked.score(panel, snapshot, users, more);
    }

    /** About as many of those who add something in the step to a period as customers are scored. */
    private BitSet adders(int later) {
        BitSet users = new BitSet();
        if (later < panel.snapshots().size() && additions.placeOf(later) >= 0) {
            Transition step = panel.transition(later);
            int[] pairs = adderPairs(step);
            for (int row : sample.rows(pairs.length, i -> step.user(pairs[i]), config.scoredCustomers())) {
                users.set(step.user(pairs[row]));
            }
        }
        return users;
    }

    private static int[] adderPairs(Transition step) {
        return IntStream.range(0, step.pairCount())
                .filter(pair -> step.added(pair).length > 0)
                .toArray();
    }

    DriftReport report() {
        List<DriftPeriod> periods = new ArrayList<>();
        Set<String> stoppedBefore = new TreeSet<>();
        int count = panel.snapshots().size();
        for (int place = first; place < count; place++) {
            periods.add(period(place, stoppedBefore));
            double seconds = (System.nanoTime() - start) / 1e9;
            listener.report(new TrainingProgress("drift", place - first + 1, count - first, Double.NaN, seconds));
        }
        if (!stoppedBefore.isEmpty()) {
            notes.add("no news to the model, as they had stopped by " + lastDate + ": additions of "
                    + String.join(", ", stoppedBefore));
        }
        ModelInfo info = bundle.info();
        return new DriftReport(info.algorithm(), info.modelHash(), lastDate, reference, config.rule(), notes, periods);
    }

    private DriftPeriod period(int place, Set<String> stoppedBefore) {
        Snapshot snapshot = panel.snapshots().get(place);
        Judge judge = new Judge(config.rule(), panel.period());
        int apart = panel.period().between(lastDate, snapshot.date());
        List<DriftPeriod.Column> columns =
                features.compare(snapshot, apart, bundle.vocabulary(), sample, config.sampledRows());
        List<DriftPeriod.Column> scores = scores(place, apart);
        Additions.@Nullable Stop[] stops = stops(place, judge, stoppedBefore);
        Realised realised = outcomes(place);
        if (realised != null) {
            judge.outcomes(realised);
        }
        judge.scores(scores);
        judge.features(columns, bundle.model().needs().features());
        int before = place == 0 ? 0 : panel.snapshots().get(place - 1).rowCount();
        if (place > 0) {
            judge.rows(
                    snapshot.rowCount(),
                    before,
                    panel.snapshots().get(place - 1).date());
        }
        names(place, judge);
        if (scorer != null) {
            reached = next;
        }
        return new DriftPeriod(
                snapshot.date(),
                snapshot.rowCount(),
                before,
                judge.findings(),
                ordered(columns, judge),
                ordered(scores, judge),
                products(place, stops, realised),
                realised == null ? null : realised.outcomes());
    }

    private @Nullable Scored next; // the answers of the period at hand

    private List<DriftPeriod.Column> scores(int place, int apart) {
        if (scorer == null) {
            return List.of();
        }
        next = scored(place, adders(place + 1));
        Scored now = Checks.notNull(next, "answers");
        Comparison[] comparisons = new Comparison[items.length];
        for (int item = 0; item < items.length; item++) {
            comparisons[item] = scoresBefore.get(item).compare(now.distribution(item));
        }
        double[] chances = Tails.holm(
                Arrays.stream(comparisons).mapToDouble(Comparison::chance).toArray());
        List<DriftPeriod.Column> columns = new ArrayList<>();
        for (int item = 0; item < items.length; item++) {
            columns.add(new DriftPeriod.Column(
                    bundle.catalogue().id(items[item]),
                    Math.max(0, comparisons[item].psi()),
                    comparisons[item].noise() + usualScores[item] * apart * apart,
                    Math.min(1, comparisons[item].distance()),
                    chances[item],
                    scoresBefore.get(item).missingShare(),
                    now.distribution(item).missingShare(),
                    0));
        }
        return columns;
    }

    private Additions.@Nullable Stop[] stops(int place, Judge judge, Set<String> stoppedBefore) {
        int step = additions.placeOf(place);
        LocalDate date = panel.snapshots().get(place).date();
        if (step < Additions.LEAST_STEPS) {
            notes.add(
                    step < 0
                            ? "additions and outcomes of " + date + " are not judged: there is no period just before it"
                            : "whether additions stopped by " + date + " is not judged: that needs "
                                    + Additions.LEAST_STEPS + " steps between adjacent periods before, but there are "
                                    + step);
            return new Additions.Stop[toModel.length];
        }
        RetrainingRule rule = config.rule();
        Additions.@Nullable Stop[] stops = additions.stops(step, last, rule.stopRatio(), rule.alpha());
        for (int item = 0; item < stops.length; item++) {
            Additions.Stop stop = stops[item];
            if (stop != null && stop.isEarlier()) {
                stoppedBefore.add(panel.items().id(item) + " in " + stop.since());
            } else if (stop != null) {
                judge.stop(panel.items().id(item), stop);
            }
        }
        return stops;
    }

    private @Nullable Realised outcomes(int place) {
        int step = additions.placeOf(place);
        Scored answers = reached;
        if (step < 0 || answers == null) {
            return null;
        }
        Transition transition = panel.transition(place);
        return Realised.of(
                transition,
                answers,
                adderPairs(transition).length,
                toModel,
                keptAt,
                additions.popularity(step, POPULARITY_STEPS),
                bundle.scoreMeaning() == ScoreMeaning.PROBABILITY);
    }

    private void names(int place, Judge judge) {
        for (String name : bundle.model().needs().features()) {
            if (panel.schema().indexOf(name) < 0) {
                judge.names(name, "the model looks at " + name + ", which the panel does not have");
            }
        }
        IdIndex ofPanel = panel.items();
        List<String> lost = bundle.catalogue().ids().ids().stream()
                .filter(id -> ofPanel.indexOf(id) < 0)
                .limit(DriftPeriod.MOST)
                .toList();
        for (String id : lost) {
            judge.names(id, "the model offers " + id + ", which the panel does not have");
        }
        int step = additions.placeOf(place);
        for (int item = 0; step >= 0 && item < toModel.length; item++) {
            int added = additions.step(step).added(item);
            if (toModel[item] < 0 && added > 0) {
                String id = ofPanel.id(item);
                judge.names(id, added + " customers added " + id + ", which the model does not know");
            }
        }
    }

    private static List<DriftPeriod.Column> ordered(List<DriftPeriod.Column> columns, Judge judge) {
        return columns.stream()
                .sorted(Comparator.comparing((DriftPeriod.Column column) -> !judge.isChanged(column))
                        .thenComparing(Comparator.comparingDouble(DriftPeriod.Column::psi)
                                .reversed()))
                .limit(DriftPeriod.MOST)
                .toList();
    }

    private List<DriftPeriod.Product> products(
            int place, Additions.@Nullable Stop[] stops, @Nullable Realised realised) {
        int step = additions.placeOf(place);
        if (step < 0) {
            return List.of();
        }
        Additions.Step counts = additions.step(step);
        List<DriftPeriod.Product> products = new ArrayList<>();
        for (int item = 0; item < toModel.length; item++) {
            Additions.Stop stop = stops[item];
            products.add(new DriftPeriod.Product(
                    panel.items().id(item),
                    counts.added(item),
                    additions.usual(item, step),
                    stop == null ? null : stop.since(),
                    realised == null ? Double.NaN : realised.predicted(item),
                    realised == null ? 0 : realised.realised(item)));
        }
        return products.stream()
                .sorted(Comparator.comparingLong(DriftPeriod.Product::additions).reversed())
                .limit(DriftPeriod.MOST)
                .toList();
    }
}
