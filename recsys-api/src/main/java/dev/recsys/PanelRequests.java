package dev.recsys;

import dev.recsys.check.Checks;
import dev.recsys.data.HoldingMonths;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns what a panel knows of a user on a date into a request: holdings with the strength that training would give
 * them, what was held in the months before, features, and those of the month before. A model that never saw the user
 * answers it as it would answer one it was trained on. Immutable and thread-safe.
 */
public final class PanelRequests {
    private final Panel known;
    private final Snapshot snapshot;
    private final InteractionMatrix strengths;

    private PanelRequests(Panel known) {
        this.known = known;
        this.snapshot = known.last();
        this.strengths = known.interactions();
    }

    /**
     * Requests as of a snapshot.
     *
     * @param panel the panel; what comes after the date is not looked at
     * @param date the date of one of its snapshots
     * @return the source of requests; O(rows of the panel)
     * @throws IllegalArgumentException if the panel has no snapshot of that date
     */
    public static PanelRequests at(Panel panel, LocalDate date) {
        Panel known = panel.through(date);
        Checks.that(
                !known.snapshots().isEmpty() && known.last().date().equals(date),
                "the panel has no snapshot of %s; it has %s",
                date,
                panel.snapshots().stream().map(s -> s.date().toString()).toList());
        return new PanelRequests(known);
    }

    /**
     * The snapshot whose users can ask.
     *
     * @return the snapshot of the date
     */
    public Snapshot snapshot() {
        return snapshot;
    }

    /**
     * The request of one user, to be refined and built.
     *
     * @param row a row of {@link #snapshot()}
     * @return a builder with id, holdings, features, date and, unless the panel begins on that date, the history and the
     *     features of the month before
     * @throws IllegalArgumentException if the row is out of range
     */
    public RecommendationRequest.Builder request(int row) {
        Checks.index(row, snapshot.rowCount(), "row");
        int user = snapshot.user(row);
        Map<String, Double> holdings = new LinkedHashMap<>();
        for (int cell = strengths.rowStart(user); cell < strengths.rowStart(user + 1); cell++) {
            holdings.put(known.items().id(strengths.columnAt(cell)), (double) strengths.weightAt(cell));
        }
        RecommendationRequest.Builder request = RecommendationRequest.forUser(
                        known.users().id(user))
                .holdings(holdings)
                .features(UserFeatures.of(snapshot.features(), row))
                .date(snapshot.date());
        int months = Math.min(HoldingMonths.MOST, known.snapshots().size() - 1);
        return months == 0
                ? request
                : request.history(new PanelHistory(known, user, months)).featuresBefore(featuresBefore(user));
    }

    private UserFeatures featuresBefore(int user) {
        Snapshot before = known.snapshots().get(known.snapshots().size() - 2);
        int row = before.rowOf(user);
        return row < 0 ? UserFeatures.of(Map.of(), Map.of()) : UserFeatures.of(before.features(), row);
    }
}
