package dev.recsys.testkit;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Four months of an invented bank with six products. Young customers take the card, old ones the fund, those with a
 * payroll the pension plan; some customers miss a month, some values are missing.
 */
public final class SmallBank {
    public static final List<String> PRODUCTS = List.of("account", "card", "fund", "payroll", "pension", "loan");
    public static final LocalDate FIRST = LocalDate.of(2020, 1, 28);
    private static final int MONTHS = 4;

    private SmallBank() {}

    private record Row(LocalDate date, String user, double age, double income, String city, List<String> held) {}

    public static FeatureSchema schema() {
        return FeatureSchema.builder()
                .numeric("age")
                .numeric("income")
                .categorical("city")
                .build();
    }

    public static LocalDate month(int month) {
        return FIRST.plusMonths(month);
    }

    public static Panel panel(int customers) {
        return build(rows(customers));
    }

    /** The same rows in another order. */
    public static Panel shuffled(int customers, long seed) {
        List<Row> rows = rows(customers);
        Collections.shuffle(rows, new Random(seed));
        return build(rows);
    }

    private static Panel build(List<Row> rows) {
        PanelBuilder panel = Panel.builder(PRODUCTS, schema());
        for (Row row : rows) {
            panel.row(row.date, row.user)
                    .number("age", row.age)
                    .number("income", row.income)
                    .category("city", row.city);
            row.held.forEach(panel::holds);
        }
        return panel.build();
    }

    private static List<Row> rows(int customers) {
        List<Row> rows = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            SplittableRandom random = new SplittableRandom(customer * 31L + 7);
            double age = 18 + random.nextInt(60);
            double income = random.nextInt(10) == 0 ? Double.NaN : 10_000 + 1_000 * age + random.nextInt(20_000);
            String city = random.nextInt(20) == 0
                    ? ""
                    : List.of("north", "south", "east").get(random.nextInt(3));
            List<String> held = new ArrayList<>();
            if (random.nextInt(10) > 0) {
                held.add("account");
            }
            if (random.nextInt(3) == 0) {
                held.add("payroll");
            }
            for (int month = 0; month < MONTHS; month++) {
                if (month > 0) {
                    take(held, "card", age < 35 ? 0.4 : 0.03, random);
                    take(held, "fund", age > 55 ? 0.4 : 0.03, random);
                    take(held, "pension", held.contains("payroll") ? 0.35 : 0.02, random);
                    take(held, "loan", 0.03, random);
                }
                if (random.nextInt(25) > 0) {
                    rows.add(new Row(month(month), "c" + customer, age, income, city, List.copyOf(held)));
                }
            }
        }
        return rows;
    }

    private static void take(List<String> held, String product, double chance, SplittableRandom random) {
        if (random.nextDouble() < chance) {
            if (!held.contains(product)) {
                held.add(product);
            } else if (random.nextInt(4) == 0) {
                held.remove(product);
            }
        }
    }
}
