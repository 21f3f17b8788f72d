package dev.recsys.testkit;

import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Four months of a synthetic bank with seven products. Young customers take the card, old ones the fund, those with a
 * payroll the pension plan. Loan and overdraft are credit and age is protected: customers of the south take the loan, those
 * who hold the card the overdraft, but the young take both more often too, which must not reach their scores. Some
 * customers miss a month, some values are missing. The same arguments always give the same data.
 */
public final class SmallBank {
    /** The products in the order of the catalogue. */
    public static final List<String> PRODUCTS =
            List.of("account", "card", "fund", "payroll", "pension", "loan", "overdraft");

    /** The products that are credit. */
    public static final List<String> CREDIT = List.of("loan", "overdraft");

    /** The date of the first month. */
    public static final LocalDate FIRST = LocalDate.of(2020, 1, 28);

    /** How many months the bank has. */
    public static final int MONTHS = 4;

    /** The sides of the checkerboard, each with as many products. */
    private static final List<String> SIDES = List.of("north", "south");

    private static final int SIDE_PRODUCTS = 4;

    private SmallBank() {}

    private record Row(LocalDate date, String user, double age, double income, String city, List<String> held) {}

    /**
     * Age (protected), income and city.
     *
     * @return the features
     */
    public static FeatureSchema schema() {
        return FeatureSchema.builder()
                .numeric("age")
                .numeric("income")
                .categorical("city")
                .protect("age")
                .build();
    }

    /**
     * The products, loan and overdraft as credit.
     *
     * @return the catalogue
     */
    public static Catalogue catalogue() {
        return Catalogue.builder()
                .items(PRODUCTS)
                .credit(CREDIT.toArray(String[]::new))
                .build();
    }

    /**
     * The date of a month.
     *
     * @param month counted from 0
     * @return the date
     */
    public static LocalDate month(int month) {
        return FIRST.plusMonths(month);
    }

    /**
     * The id of a customer; no id is a part of another.
     *
     * @param customer counted from 0
     * @return the id
     */
    public static String customerId(int customer) {
        return String.format(Locale.ROOT, "customer-%05d", customer);
    }

    /**
     * The bank.
     *
     * @param customers how many customers it has
     * @return four months of them
     */
    public static Panel panel(int customers) {
        return build(catalogue(), rows(customers));
    }

    /**
     * The bank, its rows read in another order.
     *
     * @param customers how many customers it has
     * @param seed of the order
     * @return a panel equal to {@link #panel}
     */
    public static Panel shuffled(int customers, long seed) {
        List<Row> rows = rows(customers);
        Collections.shuffle(rows, new Random(seed));
        return build(catalogue(), rows);
    }

    /**
     * A bank whose right answers are known: customers of the north hold products of the north, those of the south products
     * of the south. Each begins with one of the four products of the side and adds the next one every month, three months
     * long, so that {@link #missingProduct} is the one to offer. All products are equally popular.
     *
     * @param customers how many customers it has
     * @return three months of them
     */
    public static Panel checkerboard(int customers) {
        List<Row> rows = new ArrayList<>();
        for (int month = 0; month < SIDE_PRODUCTS - 1; month++) {
            for (int customer = 0; customer < customers; customer++) {
                List<String> held = new ArrayList<>();
                for (int step = 0; step <= month; step++) {
                    held.add(sideProduct(customer, step));
                }
                String city = SIDES.get(customer % SIDES.size());
                rows.add(new Row(month(month), customerId(customer), 40, 30_000, city, held));
            }
        }
        List<String> products = new ArrayList<>();
        SIDES.forEach(side -> {
            for (int product = 0; product < SIDE_PRODUCTS; product++) {
                products.add(side + "-" + product);
            }
        });
        return build(Catalogue.of(products), rows);
    }

    /**
     * The right first answer to a customer of the {@link #checkerboard}.
     *
     * @param customer counted from 0
     * @return the only product of the customer's side that the customer does not hold
     */
    public static String missingProduct(int customer) {
        return sideProduct(customer, SIDE_PRODUCTS - 1);
    }

    private static String sideProduct(int customer, int step) {
        int first = customer / SIDES.size();
        return SIDES.get(customer % SIDES.size()) + "-" + (first + step) % SIDE_PRODUCTS;
    }

    private static Panel build(Catalogue catalogue, List<Row> rows) {
        PanelBuilder panel = Panel.builder(catalogue, schema());
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
                    boolean young = age < 35;
                    take(held, "card", young ? 0.4 : 0.03, random);
                    take(held, "fund", age > 55 ? 0.4 : 0.03, random);
                    take(held, "pension", held.contains("payroll") ? 0.35 : 0.02, random);
                    take(held, "loan", (city.equals("south") ? 0.25 : 0.03) + (young ? 0.1 : 0), random);
                    take(held, "overdraft", (held.contains("card") ? 0.25 : 0.03) + (young ? 0.1 : 0), random);
                }
                if (random.nextInt(25) > 0) {
                    rows.add(new Row(month(month), customerId(customer), age, income, city, List.copyOf(held)));
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
