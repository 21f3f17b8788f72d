package dev.recsys.memory;

import dev.recsys.data.Catalogue;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Period;
import dev.recsys.data.Snapshot;
import dev.recsys.data.Vocabulary;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CustomerMemory} holds, one row a customer, whether the names of the rows are ids or pseudonyms. Immutable
 * and thread-safe.
 */
record RememberedData(
        IdIndex customers,
        Vocabulary vocabulary,
        InteractionMatrix held,
        RememberedFeatures features,
        RememberedHistory history,
        @Nullable LocalDate asOf,
        @Nullable Period period) {
    static RememberedData of(Panel panel, MemoryNeeds needs) {
        BitSet seen = new BitSet();
        for (Snapshot snapshot : panel.snapshots()) {
            for (int row = 0; row < snapshot.rowCount(); row++) {
                seen.set(snapshot.user(row));
            }
        }
        int[] kept = seen.stream().toArray();
        List<String> names = panel.schema().names().stream()
                .filter(needs.features()::contains)
                .toList();
        List<String> changing =
                names.stream().filter(needs.changingFeatures()::contains).toList();
        RememberedFeatures features = RememberedFeatures.of(panel, kept, names, changing);
        boolean all = kept.length == panel.users().size();
        InteractionMatrix held = panel.interactions();
        return new RememberedData(
                all ? panel.users() : ids(panel.users(), kept),
                vocabulary(panel.catalogue(), features.latest()),
                all ? held : held.pickRows(kept),
                features,
                RememberedHistory.of(panel, kept, needs.historyPeriods()),
                panel.snapshots().isEmpty() ? null : panel.last().date(),
                panel.period());
    }

    static RememberedData of(EventLog log, MemoryNeeds needs) {
        boolean decays = needs.halfLifeDays() > 0 && log.size() > 0;
        InteractionMatrix held =
                (decays ? log.decayed(log.time(log.size() - 1), needs.halfLifeDays()) : log).interactions();
        int[] kept = IntStream.range(0, held.rowCount())
                .filter(user -> held.rowSize(user) > 0)
                .toArray();
        boolean all = kept.length == log.users().size();
        LocalDate last = log.size() == 0
                ? null
                : log.time(log.size() - 1).atOffset(ZoneOffset.UTC).toLocalDate();
        return new RememberedData(
                all ? log.users() : ids(log.users(), kept),
                Vocabulary.of(log.catalogue()),
                all ? held : held.pickRows(kept),
                RememberedFeatures.none(kept.length),
                RememberedHistory.none(),
                last,
                null);
    }

    /** Holdings alone. */
    static RememberedData of(IdIndex customers, Catalogue catalogue, InteractionMatrix held) {
        return new RememberedData(
                customers,
                Vocabulary.of(catalogue),
                held,
                RememberedFeatures.none(customers.size()),
                RememberedHistory.none(),
                null,
                null);
    }

    /** The ids of some users, in the order given. */
    static IdIndex ids(IdIndex users, int[] kept) {
        return IdIndex.of(() -> IntStream.of(kept).mapToObj(users::id).iterator());
    }

    private static Vocabulary vocabulary(Catalogue catalogue, FeatureTable features) {
        List<IdIndex> dictionaries = new ArrayList<>();
        for (int column = 0; column < features.schema().size(); column++) {
            dictionaries.add(features.schema().isNumeric(column) ? IdIndex.of(List.of()) : features.dictionary(column));
        }
        return new Vocabulary(catalogue, features.schema(), dictionaries);
    }

    int size() {
        return customers.size();
    }

    /** Some of the customers under other names: customer i is customer {@code order[i]} of this one. */
    RememberedData picked(int[] order, IdIndex names) {
        return new RememberedData(
                names, vocabulary, held.pickRows(order), features.picked(order), history.picked(order), asOf, period);
    }

    void writeTo(Sections.Builder out) {
        out.put("customers", customers).put("catalogue", vocabulary.catalogue()).put("held", held);
        features.writeTo(out);
        history.writeTo(out, "history/");
        out.put("asOf", asOf == null ? "" : asOf.toString()).put("period", period == null ? "" : period.name());
    }

    static RememberedData readFrom(Sections in) throws ModelFormatException {
        IdIndex customers = in.ids("customers");
        Catalogue catalogue = in.catalogue("catalogue");
        RememberedFeatures features = RememberedFeatures.readFrom(in, customers.size());
        String asOf = in.text("asOf");
        String period = in.text("period");
        try {
            return new RememberedData(
                    customers,
                    vocabulary(catalogue, features.latest()),
                    in.matrix("held", customers.size(), catalogue.size()),
                    features,
                    RememberedHistory.readFrom(in.under("history/"), customers.size(), catalogue.size()),
                    asOf.isEmpty() ? null : LocalDate.parse(asOf),
                    period.isEmpty() ? null : Period.valueOf(period));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new ModelFormatException("the memory's date or period is damaged", e);
        }
    }
}
