package dev.recsys;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.HoldingHistory;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.internal.check.Checks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a panel as customers: what is known of each as of a snapshot, with the holdings' weights that training gives
 * them. A model that remembers nobody answers for such a customer as one that remembers all. Immutable and thread-safe.
 */
public final class PanelCustomers {
    private final Panel known;
    private final Snapshot snapshot;
    private final InteractionMatrix weights;

    private PanelCustomers(Panel known) {
        this.known = known;
        this.snapshot = known.last();
        this.weights = known.interactions();
    }

    /**
     * The customers of a snapshot.
     *
     * @param panel the panel; what comes after the date is ignored
     * @param date a date in the period of one of its snapshots
     * @return the customers; O(rows of the panel)
     * @throws IllegalArgumentException if the panel has no snapshot of that period, or if {@code panel} is null
     */
    public static PanelCustomers at(Panel panel, LocalDate date) {
        Checks.notNull(panel, "panel");
        int period = panel.period().indexOf(date);
        Panel known = panel;
        for (Snapshot snapshot : panel.snapshots()) {
            if (snapshot.periodIndex() == period) {
                known = panel.through(snapshot.date());
            }
        }
        Checks.that(
                !known.snapshots().isEmpty() && known.last().periodIndex() == period,
                "date must be of a snapshot, but the panel has no snapshot of %s; it has %s",
                date,
                panel.snapshots().stream().map(s -> s.date().toString()).toList());
        return new PanelCustomers(known);
    }

    /**
     * The snapshot whose customers these are.
     *
     * @return the snapshot of the date
     */
    public Snapshot snapshot() {
        return snapshot;
    }

    /**
     * What is known of one customer as of the snapshot.
     *
     * @param row a row of {@link #snapshot()}
     * @return the customer, with holdings, features, and the facts of all earlier periods, at most
     *     {@value HoldingHistory#MAX_PERIODS}
     * @throws IllegalArgumentException if the row is out of range
     */
    public Customer customer(int row) {
        Checks.index(row, snapshot.rowCount(), "row");
        int user = snapshot.user(row);
        Map<String, Double> holdings = new LinkedHashMap<>();
        for (int cell = weights.rowStart(user); cell < weights.rowStart(user + 1); cell++) {
            holdings.put(known.catalogue().id(weights.columnAt(cell)), (double) weights.weightAt(cell));
        }
        Facts.Builder now = Facts.builder().holdings(holdings);
        features(snapshot.features(), row, now);
        Customer.Builder customer = Customer.builder(known.users().id(user)).now(now.build());
        boolean justJoined = known.snapshots().size() > 1;
        for (Snapshot earlier : known.snapshots()) {
            int periods = snapshot.periodIndex() - earlier.periodIndex();
            int rowThen = periods < 1 || periods > HoldingHistory.MAX_PERIODS ? -1 : earlier.rowOf(user);
            if (rowThen >= 0) {
                Facts.Builder then = Facts.builder().holdings(held(earlier, rowThen));
                features(earlier.features(), rowThen, then);
                customer.earlier(periods, then.build());
                justJoined = false;
            }
        }
        if (justJoined) {
            customer.justJoined();
        }
        return customer.build();
    }

    /**
     * A request of one customer as of the snapshot, to be refined and built.
     *
     * @param row a row of {@link #snapshot()}
     * @return a builder with the customer and the snapshot's date
     * @throws IllegalArgumentException if the row is out of range
     */
    public RecommendationRequest.Builder request(int row) {
        return RecommendationRequest.forCustomer(customer(row)).date(snapshot.date());
    }

    private List<String> held(Snapshot then, int row) {
        List<String> held = new ArrayList<>();
        for (int item : then.holdings().itemsOf(row)) {
            held.add(known.catalogue().id(item));
        }
        return held;
    }

    private static void features(FeatureTable table, int row, Facts.Builder into) {
        FeatureSchema schema = table.schema();
        for (int column = 0; column < schema.size(); column++) {
            String name = schema.name(column);
            if (schema.isNumeric(column)) {
                into.number(name, table.number(row, column));
            } else {
                int code = table.code(row, column);
                if (code < 0) {
                    into.missing(name);
                } else {
                    into.category(name, table.dictionary(column).id(code));
                }
            }
        }
    }
}
