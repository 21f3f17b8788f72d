package dev.recsys.eval;

import dev.recsys.data.EventLog;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.eval.internal.IdDraw;
import dev.recsys.internal.check.Checks;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * How well items nobody has had yet are recommended: some items of an event log are hidden, all their events before a moment are
 * left out of the training, and what users turned to from then on is looked for among the hidden items alone ({@link #cold}) and
 * among all ({@link #all}). A hidden item stays in the catalogue with what is known of it, as a new one would be.
 *
 * <pre>{@code
 * ColdItems split = ColdItems.of(log.declared(items), moment, 0.1, 42);
 * Recommender model = new FeatureFactorTrainer().train((EventLog) split.cold().train());
 * EvaluationReport cold = Evaluator.of(NdcgAtK.of(10)).evaluate(model, split.cold());
 * EvaluationReport all = Evaluator.of(NdcgAtK.of(10)).evaluate(model, split.all());
 * }</pre>
 *
 * <p>The test users are those with an event of an item that is not hidden before the moment. The truth is the items with events
 * before the moment that a user turned to from then on and never before, hidden events counted; of what a user has had, nothing
 * is offered, hidden or not. What first comes after the moment is neither offered nor truth. A model trained on the log itself or on
 * all of it before the moment is refused. Immutable and thread-safe.
 */
public final class ColdItems {
    private final Set<String> hidden;
    private final TimeSplit cold;
    private final TimeSplit all;

    private ColdItems(Set<String> hidden, TimeSplit cold, TimeSplit all) {
        this.hidden = hidden;
        this.cold = cold;
        this.all = all;
    }

    /**
     * Hides a share of the items that have events before the moment; which ones follows from seed and id alone.
     *
     * @param log the events
     * @param moment the first moment that is not known, kept to the second
     * @param share of the items, above 0 and below 1, such as 0.1
     * @param seed decides which
     * @return the splits; O(events)
     * @throws IllegalArgumentException if {@code log} or {@code moment} is null, {@code share} is out of range, there is no event
     *     before the moment or none from it on, or the share hides no item or leaves no event
     */
    public static ColdItems of(EventLog log, Instant moment, double share, long seed) {
        EventLog before = before(log, moment);
        Checks.that(share > 0 && share < 1, "share must be above 0 and below 1, but was %s", share);
        InteractionMatrix byItem = before.interactions().transposed();
        Set<String> hidden = new LinkedHashSet<>();
        for (int item = 0; item < before.items().size(); item++) {
            String id = before.items().id(item);
            if (byItem.rowSize(item) > 0 && IdDraw.uniform(id, seed) < share) {
                hidden.add(id);
            }
        }
        Checks.that(
                !hidden.isEmpty(),
                "share must hide an item of log with events before %s, but %s hides none",
                moment,
                share);
        return of(log, moment, hidden);
    }

    /**
     * Hides items by name.
     *
     * @param log the events
     * @param moment the first moment that is not known, kept to the second
     * @param hidden ids of items; those without events before the moment are ignored. Not modified, copied.
     * @return the splits; O(events)
     * @throws IllegalArgumentException if an argument is or holds null, there is no event before the moment or none from it on, no
     *     item with events before the moment is hidden, or all are
     */
    public static ColdItems of(EventLog log, Instant moment, Set<String> hidden) {
        EventLog before = before(log, moment);
        Set<String> wanted = Set.copyOf(Checks.noNulls(hidden, "hidden"));
        InteractionMatrix byItem = before.interactions().transposed();
        BitSet isHidden = new BitSet();
        Set<String> names = new LinkedHashSet<>();
        Set<String> unknown = new HashSet<>();
        for (int item = 0; item < before.items().size(); item++) {
            String id = before.items().id(item);
            if (byItem.rowSize(item) == 0) {
                unknown.add(id);
            } else if (wanted.contains(id)) {
                isHidden.set(item);
                names.add(id);
            }
        }
        Checks.that(
                !names.isEmpty(), "hidden must name an item of log with events before %s, but there is none", moment);
        EventLog train = before.keep(event -> !isHidden.get(before.item(event)));
        Checks.that(train.size() > 0, "hidden must leave an item with events before %s, but hides all", moment);
        InteractionMatrix known = before.interactions();
        EventLog truth = log.from(moment);
        EventLog later = truth.keep(event ->
                byItem.rowSize(truth.item(event)) > 0 && known.weight(truth.user(event), truth.item(event)) == 0);
        EventLog laterHidden = later.keep(event -> isHidden.get(later.item(event)));
        Had had = new Had(before, isHidden);
        Origin origin = new Origin(log, before, train, moment);
        TimeSplit cold = origin.split(
                "cold items",
                among(EventCases.ofKnownUsers(train, laterHidden), names, user -> had.of(user, Set.of())));
        TimeSplit all = origin.split(
                "cold among all",
                among(EventCases.ofKnownUsers(train, later), Set.of(), user -> had.of(user, unknown)));
        return new ColdItems(Collections.unmodifiableSet(names), cold, all);
    }

    /** The cases asked among the items allowed, or all where there are none, but for those denied to the user. */
    private static Cases among(Cases cases, Set<String> allowed, Function<String, Set<String>> denied) {
        return new SayingCases(cases, (request, user, index) -> {
            if (!allowed.isEmpty()) {
                request.allow(allowed);
            }
            Set<String> without = denied.apply(user.userId());
            return without.isEmpty() ? request : request.deny(without);
        });
    }

    private static EventLog before(EventLog log, Instant moment) {
        Checks.notNull(log, "log");
        EventLog before = log.before(Checks.notNull(moment, "moment"));
        Checks.that(before.size() > 0, "moment must lie after an event, but the log has no event before %s", moment);
        Checks.that(
                before.size() < log.size(),
                "moment must not lie after the last event, but the log has no event at %s or after it",
                moment);
        return before;
    }

    /** What the splits have in common. */
    private record Origin(EventLog log, EventLog before, EventLog train, Instant moment) {
        TimeSplit split(String name, Cases cases) {
            return new TimeSplit(moment + ", " + name, train, cases, TruthCut.at(moment)).leakedBy(log, before);
        }
    }

    /** Which hidden items a user has had. */
    private record Had(EventLog before, BitSet isHidden) {
        Set<String> of(String user, Set<String> others) {
            Set<String> had = new HashSet<>(others);
            for (int item : before.interactions().columnsOf(before.users().indexOf(user))) {
                if (isHidden.get(item)) {
                    had.add(before.items().id(item));
                }
            }
            return had;
        }
    }

    /**
     * The hidden items.
     *
     * @return their ids, in the order of the catalogue
     */
    public Set<String> hidden() {
        return hidden;
    }

    /**
     * Asks among the hidden items alone, and counts what users turned to among them.
     *
     * @return the split, named after the moment
     */
    public TimeSplit cold() {
        return cold;
    }

    /**
     * Asks among all items with events before the moment: what the cold ones cost the others, or gain.
     *
     * @return the split, with the same data to train on and the same users
     */
    public TimeSplit all() {
        return all;
    }

    @Override
    public String toString() {
        return "ColdItems[" + hidden.size() + " items, " + cold.name() + "]";
    }
}
