package dev.recsys.baselines;

import dev.recsys.data.Catalogue;
import dev.recsys.data.Item;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The attributes of users or items, by number. Attribute 0 is one that all have: the average user or item. Immutable and
 * thread-safe.
 */
final class AttributeRows {
    private static final String SEPARATOR = "\\|";

    private final int[] starts;
    private final int[] attributes;
    private final int count;

    /** Arrays are kept, not copied. */
    private AttributeRows(int[] starts, int[] attributes, int count) {
        this.starts = starts;
        this.attributes = attributes;
        this.count = count;
    }

    /** How many attributes there are, the one that all have included. */
    int count() {
        return count;
    }

    int rowCount() {
        return starts.length - 1;
    }

    int start(int row) {
        return starts[row];
    }

    int at(int place) {
        return attributes[place];
    }

    /** Of some rows' attributes. Not modified. */
    static AttributeRows of(int[][] rows, int count) {
        int[] starts = new int[rows.length + 1];
        for (int row = 0; row < rows.length; row++) {
            starts[row + 1] = Math.addExact(starts[row], rows[row].length);
        }
        int[] attributes = new int[starts[rows.length]];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, attributes, starts[row], rows[row].length);
        }
        return new AttributeRows(starts, attributes, count);
    }

    /**
     * Those of items: the group, and each value of each attribute but the alias; values are separated by {@code |}. What one
     * item alone has says nothing of others and is left out.
     */
    static AttributeRows of(Catalogue catalogue) {
        Map<String, Integer> having = new HashMap<>();
        for (int item = 0; item < catalogue.size(); item++) {
            facts(catalogue.item(item)).forEach(fact -> having.merge(fact, 1, Integer::sum));
        }
        Map<String, Integer> numbers = new HashMap<>();
        int[][] rows = new int[catalogue.size()][];
        for (int item = 0; item < rows.length; item++) {
            int[] row = new int[1];
            for (String fact : facts(catalogue.item(item))) {
                if (having.getOrDefault(fact, 0) > 1) {
                    int number = numbers.computeIfAbsent(fact, f -> 1 + numbers.size());
                    row = Arrays.copyOf(row, row.length + 1);
                    row[row.length - 1] = number;
                }
            }
            rows[item] = row;
        }
        return of(rows, 1 + numbers.size());
    }

    private static Set<String> facts(Item item) {
        Set<String> facts = new TreeSet<>();
        if (!item.group().isEmpty()) {
            facts.add("\0" + item.group());
        }
        item.attributes().forEach((name, value) -> {
            if (!name.equals(Item.ALIAS)) {
                for (String one : value.split(SEPARATOR, -1)) {
                    if (!one.isBlank()) {
                        facts.add(name + "\0" + one.strip());
                    }
                }
            }
        });
        return facts;
    }
}
