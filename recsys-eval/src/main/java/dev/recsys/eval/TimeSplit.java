package dev.recsys.eval;

import dev.recsys.ModelInfo;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.eval.internal.IdDraw;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.MemoryNeeds;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Data cut at a moment: what was known before it to train on, and what users added after it as the truth. What a user
 * owned at the cut is never part of the truth.
 *
 * <pre>{@code
 * TimeSplit split = TimeSplit.at(panel, LocalDate.of(2016, 4, 1));
 * Recommender model = trainer.train(split.train());
 * EvaluationReport report = Evaluator.defaults(7).evaluate(model, split);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class TimeSplit {
    private final String name;
    private final Dataset train;
    private final Cases cases;
    private final @Nullable TruthCut cut;
    private final List<Dataset> leaks; // a model of one of these has seen the truth, whatever its dates

    /** A split; without a cut in time any model may be asked. */
    TimeSplit(String name, Dataset train, Cases cases, @Nullable TruthCut cut) {
        this(name, train, cases, cut, List.of());
    }

    private TimeSplit(String name, Dataset train, Cases cases, @Nullable TruthCut cut, List<Dataset> leaks) {
        this.leaks = leaks;
        this.name = name;
        this.train = train;
        this.cases = cases;
        this.cut = cut;
    }

    /**
     * Train on snapshots before this date. The test users are those with a row in the last snapshot before the date and in
     * the first one from it on, which must be of adjacent periods; the truth is what they added between the two.
     *
     * @param panel the panel
     * @param date the first day that is not known
     * @return the split; O(rows)
     * @throws IllegalArgumentException if there is no snapshot before the date or none from it on, there is a gap
     *     between the two, or no user has a row in both
     */
    public static TimeSplit at(Panel panel, LocalDate date) {
        Checks.notNull(date, "date");
        Panel train = Checks.notNull(panel, "panel").before(date);
        int later = train.snapshots().size();
        Checks.that(
                later > 0,
                "date must lie after a snapshot, but the panel has no snapshot before %s; it has %s",
                date,
                dates(panel));
        Checks.that(
                later < panel.snapshots().size(),
                "date must not lie after the last snapshot, but the panel has no snapshot on %s or after it; it has %s",
                date,
                dates(panel));
        LocalDate truth = panel.snapshots().get(later).date();
        return new TimeSplit(
                date.toString(),
                train,
                new PanelCases(panel, later),
                new TruthCut(panel.period().firstDay(truth), truth.toString()));
    }

    /**
     * Cuts a panel after one of its snapshots, for models trained elsewhere on what was known then. Named after the next
     * snapshot.
     *
     * @param panel the panel
     * @param at the date of the last known snapshot
     * @return the split; O(rows)
     * @throws IllegalArgumentException if there is no snapshot of that date or none after it, there is a gap between the
     *     two, or no user has a row in both
     */
    public static TimeSplit known(Panel panel, LocalDate at) {
        Checks.notNull(at, "at");
        List<Snapshot> snapshots = Checks.notNull(panel, "panel").snapshots();
        int known = dates(panel).indexOf(at);
        Checks.that(
                known >= 0,
                "at must be the date of a snapshot, but the panel has no snapshot of %s; it has %s",
                at,
                dates(panel));
        Checks.that(
                known + 1 < snapshots.size(),
                "at must not be the date of the last snapshot, but the panel has no snapshot after %s; it has %s",
                at,
                dates(panel));
        return at(panel, snapshots.get(known + 1).date());
    }

    /**
     * Cuts an event log. The test users are those with events before the moment; the truth is the items they turned to
     * from then on and never before. Users who only come later are left out and counted.
     *
     * @param log the events
     * @param moment the first moment that is not known, kept to the second
     * @return the split; O(events)
     * @throws IllegalArgumentException if there is no event before the moment or none from it on
     */
    public static TimeSplit at(EventLog log, Instant moment) {
        Checks.notNull(moment, "moment");
        EventLog train = Checks.notNull(log, "log").before(moment);
        EventLog later = log.from(moment);
        Checks.that(train.size() > 0, "moment must lie after an event, but the log has no event before %s", moment);
        Checks.that(
                later.size() > 0,
                "moment must not lie after the last event, but the log has no event at %s or after it",
                moment);
        return new TimeSplit(moment.toString(), train, EventCases.ofKnownUsers(train, later), TruthCut.at(moment));
    }

    /**
     * A split that was made by others and comes as two logs. Ids are compared as strings. The test users are all of both
     * logs; those who are in the truth alone ask with nothing but their id, and are counted. Pairs of user and item that
     * are known already are not part of the truth. Named {@code "given"}.
     *
     * @param known what to train on
     * @param truth what came after
     * @return the split; O(events)
     * @throws IllegalArgumentException if a log is empty
     */
    public static TimeSplit of(EventLog known, EventLog truth) {
        Checks.that(Checks.notNull(known, "known").size() > 0, "the known log has no event");
        Checks.that(Checks.notNull(truth, "truth").size() > 0, "the truth log has no event");
        Instant first = truth.time(0);
        boolean isLater = first.isAfter(known.time(known.size() - 1));
        return new TimeSplit("given", known, EventCases.ofAllUsers(known, truth), isLater ? TruthCut.at(first) : null);
    }

    /**
     * Holds out the last item that each user turned to for the first time, with all that the user did from then on. Users with
     * one item alone are test users without a truth. A model learns from what other users did after a user's cut, which
     * flatters it, and no model is refused for the dates it was trained on: prefer a cut in time, and use this one to compare
     * with published figures. Named {@code "leave-last-out"}.
     *
     * @param log the events
     * @return the split; O(events)
     * @throws IllegalArgumentException if {@code log} is null or no user has two items
     */
    public static TimeSplit leaveLastOut(EventLog log) {
        LastOut out = new LastOut(Checks.notNull(log, "log"));
        EventLog truth = out.truth();
        Checks.that(truth.size() > 0, "the log must have a user of two items, but has none");
        EventLog train = out.train();
        return new TimeSplit("leave-last-out", train, EventCases.ofKnownUsers(train, truth), null).leakedBy(log);
    }

    /**
     * Asks about users whom the training never saw: a share of those with events before the moment, all of whose events are left
     * out of the training, and who bring theirs before the moment when they ask. The truth is the items they turned to from
     * then on and never before. A model trained on the log itself or on all of it before the moment is refused. For a panel there
     * are {@link CustomerFolds}.
     *
     * @param log the events
     * @param moment the first moment that is not known, kept to the second
     * @param share of the users, above 0 and below 1, such as 0.1
     * @param seed decides who; a user's place follows from seed and id alone
     * @return the split, named after the moment; O(events)
     * @throws IllegalArgumentException if {@code log} or {@code moment} is null, {@code share} is out of range, there is no event
     *     before the moment or none from it on, or the share takes no user or leaves none
     */
    public static TimeSplit coldUsers(EventLog log, Instant moment, double share, long seed) {
        TimeSplit whole = at(log, moment);
        EventLog before = (EventLog) whole.train;
        Checks.that(share > 0 && share < 1, "share must be above 0 and below 1, but was %s", share);
        boolean[] isCold = new boolean[log.users().size()];
        for (int user = 0; user < isCold.length; user++) {
            isCold[user] = IdDraw.uniform(log.users().id(user), seed) < share;
        }
        EventLog asked = before.keep(event -> isCold[before.user(event)]);
        EventLog train = before.keep(event -> !isCold[before.user(event)]);
        Checks.that(
                asked.size() > 0 && train.size() > 0,
                "share must take a user of log with events before %s and leave one, but %s takes %s",
                moment,
                share,
                asked.size() > 0 ? "all" : "none");
        EventCases cases = EventCases.ofKnownUsers(asked, log.from(moment));
        return new TimeSplit(moment + ", cold users", train, cases, whole.cut).leakedBy(log, before);
    }

    /** The same split, which refuses a model that was trained on one of these as well. */
    TimeSplit leakedBy(Dataset... seen) {
        return new TimeSplit(name, train, cases, cut, List.of(seen));
    }

    private static List<LocalDate> dates(Panel panel) {
        return panel.snapshots().stream().map(Snapshot::date).toList();
    }

    /**
     * What the split is called in reports: its date or moment.
     *
     * @return the name, such as {@code "2016-04-01"}
     */
    public String name() {
        return name;
    }

    /**
     * What was known: the data to train on.
     *
     * @return a panel or an event log
     */
    public Dataset train() {
        return train;
    }

    /**
     * What was known, where it is a panel: for trainers that need one.
     *
     * @return the panel to train on
     * @throws IllegalStateException if the split is one of events
     */
    public Panel trainPanel() {
        if (train instanceof Panel panel) {
            return panel;
        }
        throw new IllegalStateException("the split is one of events, not of a panel");
    }

    /**
     * How many test users there are, with and without additions.
     *
     * @return the count, at least 1
     */
    public int userCount() {
        return cases.count();
    }

    /**
     * How many test users added something; divided by {@link #userCount} it is the best MAP that anyone can reach.
     *
     * @return the count, possibly 0
     */
    public int adderCount() {
        return cases.adderCount();
    }

    /**
     * Refuses a split whose figures would say nothing: nobody added anything, or, on a panel, the test users are fewer
     * than 5 % of the customers of the largest snapshot before, as where a wrong date or a part of a delivery made the last
     * period. {@link Evaluator} asks for it; ask before a long training. One of {@link CustomerFolds} may have few users.
     *
     * @return this
     * @throws IllegalArgumentException if it is such a split
     */
    public TimeSplit requireSound() {
        SplitChecks.requireSound(name, train, cases, cut != null);
        return this;
    }

    /**
     * The same split asked about those alone who added something: enough for what is a mean over them, such as {@code
     * "map@7/adders"}, and fewer to ask. Means over all users are of these then, and calibration and the curves of products say
     * nothing, as nobody is left who added nothing at all.
     *
     * @param most how many at most, spread evenly over them, at least 1
     * @return a split of the same name
     * @throws IllegalArgumentException if {@code most} is below 1, nobody added anything, or the split is not of a panel
     */
    public TimeSplit adders(int most) {
        Checks.atLeast(most, 1, "most");
        PanelCases all = panelCases("choosing those who added something");
        Checks.that(adderCount() > 0, "the split at %s has nobody who added anything", name);
        return new TimeSplit(name, train, all.adders(most), cut, leaks);
    }

    /**
     * How many users come only after the cut. They are test users of {@link #of} and of no other split.
     *
     * @return the count
     */
    public int unknownUserCount() {
        return cases.unknownUserCount();
    }

    /**
     * One test user, made on demand.
     *
     * @param index in {@code 0..userCount()-1}
     * @return the case; the same one for the same index
     * @throws IllegalArgumentException if the index is out of range
     */
    public TestCase testCase(int index) {
        return cases.get(Checks.index(index, cases.count(), "index"));
    }

    /**
     * All test users, in ascending order of their index in the data.
     *
     * @return a stream, made on demand
     */
    public Stream<TestCase> testCases() {
        return IntStream.range(0, userCount()).mapToObj(cases::get);
    }

    /** The same users and truth, where each user gets the value of a feature from the case that {@code order} names. */
    TimeSplit permuted(String feature, int[] order) {
        PanelCases panel = panelCases("permuting a feature");
        SayingCases permuted =
                new SayingCases(panel, (request, user, index) -> panel.sayFeature(request, feature, order[index]));
        return new TimeSplit(name, train, permuted, cut, leaks);
    }

    /** The cases of a panel. */
    PanelCases panelCases(String what) {
        Checks.that(cases instanceof PanelCases, "%s needs a split of a panel", what);
        return (PanelCases) cases;
    }

    /** What is known of the test users on the day of the split. */
    CustomerMemory memory(MemoryNeeds needs) {
        return cases.memory(needs);
    }

    /** Refuses a model that was trained on the truth's period or a later one, or on what the split hides. */
    void refuseTrained(String recommender, ModelInfo info) {
        SplitChecks.refuseTrained(recommender, info, name, cut, leaks);
    }

    /** Whether the cases have later holdings and re-activations. */
    boolean ofPanel() {
        return cases.ofPanel();
    }

    @Override
    public String toString() {
        return "TimeSplit[" + name + ", " + userCount() + " users, " + adderCount() + " adders]";
    }
}
