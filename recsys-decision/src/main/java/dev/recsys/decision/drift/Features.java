package dev.recsys.decision.drift;

import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.data.Vocabulary;
import dev.recsys.decision.drift.Distribution.Comparison;
import dev.recsys.memory.CustomerMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * The features of a reference, and how later periods differ from them. How much a feature moves from one period to the next
 * by ageing and growth is learned from the steps before the reference: the median of their indexes, less what chance
 * gives. Over several periods a steady shift grows that index by the square of their number.
 */
final class Features {
    private static final int USUAL_STEPS = 6;

    private final Map<String, Distribution> reference;
    private final Map<String, Double> usual;
    private final Map<String, BitSet> seen; // codes of the panel's dictionary in periods the model learned from

    private Features(Map<String, Distribution> reference, Map<String, Double> usual, Map<String, BitSet> seen) {
        this.reference = reference;
        this.usual = usual;
        this.seen = seen;
    }

    /** Of a period of a panel, whose earlier periods tell what is usual. */
    static Features of(Panel panel, int last, Sample sample, int rows) {
        List<Map<String, Distribution>> before = new ArrayList<>();
        int first = last;
        while (first > 0 && last - first < USUAL_STEPS && isStep(panel, first)) {
            first--;
        }
        for (int place = first; place <= last; place++) {
            before.add(distributions(panel.snapshots().get(place), sample, rows));
        }
        Map<String, Double> usual = new LinkedHashMap<>();
        Map<String, Distribution> reference = before.get(before.size() - 1);
        for (String name : reference.keySet()) {
            double[] changes = new double[before.size() - 1];
            for (int step = 0; step < changes.length; step++) {
                changes[step] = at(before.get(step), name)
                        .compare(at(before.get(step + 1), name))
                        .change();
            }
            Arrays.sort(changes);
            usual.put(name, changes.length == 0 ? 0 : changes[changes.length / 2]);
        }
        return new Features(reference, usual, seen(panel, last));
    }

    /** Of the customers a memory knows. */
    static Features of(CustomerMemory memory, Sample sample, int rows) {
        int[] chosen = sample.rows(memory.size(), customer -> customer, rows);
        Vocabulary vocabulary = memory.vocabulary();
        IntFunction<FeatureRow> row = i -> memory.features(chosen[i]);
        return new Features(
                distributions(vocabulary.schema(), vocabulary::dictionary, row, chosen.length), Map.of(), Map.of());
    }

    private static boolean isStep(Panel panel, int later) {
        return panel.snapshots().get(later).periodIndex()
                        - panel.snapshots().get(later - 1).periodIndex()
                == 1;
    }

    private static Distribution at(Map<String, Distribution> all, String name) {
        return java.util.Objects.requireNonNull(all.get(name));
    }

    static Map<String, Distribution> distributions(Snapshot snapshot, Sample sample, int rows) {
        FeatureTable table = snapshot.features();
        int[] chosen = sample.rows(snapshot.rowCount(), snapshot::user, rows);
        return distributions(table.schema(), table::dictionary, i -> table.row(chosen[i]), chosen.length);
    }

    static Map<String, Distribution> distributions(FeatureTable table) {
        return distributions(table.schema(), table::dictionary, table::row, table.rowCount());
    }

    private static Map<String, Distribution> distributions(
            FeatureSchema schema, IntFunction<IdIndex> dictionary, IntFunction<FeatureRow> row, int count) {
        Map<String, Distribution> found = new LinkedHashMap<>();
        for (int column = 0; column < schema.size(); column++) {
            if (schema.isNumeric(column)) {
                float[] numbers = new float[count];
                for (int i = 0; i < count; i++) {
                    numbers[i] = row.apply(i).number(column);
                }
                found.put(schema.name(column), Distribution.ofNumbers(numbers));
            } else {
                IdIndex values = dictionary.apply(column);
                int[] counts = new int[values.size() + 1];
                for (int i = 0; i < count; i++) {
                    counts[row.apply(i).code(column) + 1]++;
                }
                Map<String, Integer> named = new TreeMap<>();
                for (int code = 0; code < values.size(); code++) {
                    if (counts[code + 1] > 0) {
                        named.put(values.id(code), counts[code + 1]);
                    }
                }
                found.put(schema.name(column), Distribution.ofCategories(named, counts[0]));
            }
        }
        return found;
    }

    /** Which codes come in the periods up to the reference. */
    private static Map<String, BitSet> seen(Panel panel, int last) {
        Map<String, BitSet> seen = new LinkedHashMap<>();
        FeatureSchema schema = panel.schema();
        for (int column = 0; column < schema.size(); column++) {
            if (!schema.isNumeric(column)) {
                BitSet codes = new BitSet();
                for (Snapshot snapshot : panel.snapshots().subList(0, last + 1)) {
                    for (int row = 0; row < snapshot.rowCount(); row++) {
                        int code = snapshot.features().code(row, column);
                        if (code >= 0) {
                            codes.set(code);
                        }
                    }
                }
                seen.put(schema.name(column), codes);
            }
        }
        return seen;
    }

    /** Each feature that the reference and a later period have as the same kind, in the order of the panel. */
    List<DriftPeriod.Column> compare(Snapshot snapshot, int periods, Vocabulary model, Sample sample, int rows) {
        List<String> names = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        Map<String, Distribution> now = distributions(snapshot, sample, rows);
        now.forEach((name, later) -> {
            Distribution before = reference.get(name);
            if (before != null) {
                names.add(name);
                comparisons.add(before.compare(later));
            }
        });
        double[] chances =
                Tails.holm(comparisons.stream().mapToDouble(Comparison::chance).toArray());
        List<DriftPeriod.Column> columns = new ArrayList<>();
        for (int i = 0; i < chances.length; i++) {
            String name = names.get(i);
            Comparison comparison = comparisons.get(i);
            double step = usual.getOrDefault(name, 0.0);
            columns.add(new DriftPeriod.Column(
                    name,
                    Math.max(0, comparison.psi()),
                    comparison.noise() + step * periods * periods,
                    Math.min(1, comparison.distance()),
                    chances[i],
                    at(reference, name).missingShare(),
                    at(now, name).missingShare(),
                    unknownShare(snapshot, name, model, sample, rows)));
        }
        return columns;
    }

    /** The share of a period's rows whose category the model never saw. */
    private double unknownShare(Snapshot snapshot, String name, Vocabulary model, Sample sample, int rows) {
        FeatureTable table = snapshot.features();
        int column = table.schema().indexOf(name);
        int known = model.schema().indexOf(name);
        if (table.schema().isNumeric(column) || (known >= 0 && model.schema().isNumeric(known))) {
            return 0;
        }
        IdIndex values = table.dictionary(column);
        // A model trained on a part of the panel has the dictionary of the whole, which does not tell what it saw.
        BitSet before = known < 0 || values.equals(model.dictionary(known)) ? seen.get(name) : null;
        if (known < 0 && before == null) {
            return 0;
        }
        int[] chosen = sample.rows(snapshot.rowCount(), snapshot::user, rows);
        int unknown = 0;
        for (int row : chosen) {
            int code = table.code(row, column);
            boolean isKnown = code < 0 || (before != null ? before.get(code) : model.code(known, values.id(code)) >= 0);
            unknown += isKnown ? 0 : 1;
        }
        return chosen.length == 0 ? 0 : (double) unknown / chosen.length;
    }
}
