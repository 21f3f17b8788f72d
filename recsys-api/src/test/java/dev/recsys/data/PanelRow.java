package dev.recsys.data;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** One row of a random panel, to be given in any order and looked up by naive means. */
record PanelRow(int month, String user, double age, String city, Set<String> held) {
    static final List<String> ITEMS = List.of("a", "b", "c", "d");
    static final FeatureSchema SCHEMA =
            FeatureSchema.builder().numeric("age").categorical("city").build();

    static LocalDate date(int month) {
        return LocalDate.of(2020, 1, 28).plusMonths(month);
    }

    /** Users enter, leave and miss months; items come and go; values are missing here and there. */
    static List<PanelRow> random(int users, int months, long seed) {
        Random random = new Random(seed);
        List<PanelRow> rows = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            Set<String> held = new TreeSet<>();
            for (int month = 0; month < months; month++) {
                for (String item : ITEMS) {
                    if (random.nextInt(3) == 0 && !held.remove(item)) {
                        held.add(item);
                    }
                }
                if (random.nextInt(4) > 0) {
                    rows.add(new PanelRow(
                            month,
                            "u" + user,
                            random.nextInt(8) == 0 ? Double.NaN : random.nextInt(80),
                            random.nextInt(8) == 0 ? "" : "city" + random.nextInt(30),
                            Set.copyOf(held)));
                }
            }
        }
        return rows;
    }

    static Panel build(List<PanelRow> rows) {
        PanelBuilder builder = Panel.builder(ITEMS, SCHEMA);
        for (PanelRow row : rows) {
            builder.row(date(row.month), row.user).number("age", row.age).category("city", row.city);
            row.held.forEach(builder::holds);
        }
        return builder.build();
    }

    /** The rows of a user, oldest first. */
    static List<PanelRow> of(String user, List<PanelRow> rows) {
        return rows.stream()
                .filter(row -> row.user.equals(user))
                .sorted(java.util.Comparator.comparingInt(PanelRow::month))
                .toList();
    }
}
