package com.example.bank;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/** Stands for the bank's own warehouse: monthly facts of its customers, in the bank's own terms. */
final class Ledger {
    static final List<String> PRODUCTS = List.of("current", "savings", "credit-card", "mortgage", "insurance");
    static final LocalDate TODAY = LocalDate.of(2024, 6, 30);
    private static final int MONTHS = 6;

    private Ledger() {}

    static Panel panel(int customers) {
        FeatureSchema schema = FeatureSchema.builder()
                .numeric("age")
                .numeric("balance")
                .categorical("branch")
                .build();
        PanelBuilder panel = Panel.builder(PRODUCTS, schema);
        for (int customer = 0; customer < customers; customer++) {
            SplittableRandom random = new SplittableRandom(customer);
            int age = 20 + random.nextInt(50);
            boolean card = false;
            boolean insurance = false;
            boolean mortgage = random.nextInt(8) == 0;
            for (int month = MONTHS - 1; month >= 0; month--) {
                panel.row(TODAY.minusMonths(month), "CUST-" + customer)
                        .number("age", age)
                        .number("balance", 100 + random.nextInt(5_000))
                        .category("branch", customer % 3 == 0 ? "harbour" : "market")
                        .holds("current");
                card |= random.nextDouble() < (age < 35 ? 0.25 : 0.02);
                insurance |= random.nextDouble() < (mortgage ? 0.4 : 0.02);
                hold(panel, card, "credit-card");
                hold(panel, insurance, "insurance");
                hold(panel, mortgage, "mortgage");
                hold(panel, random.nextInt(20) == 0, "savings");
            }
        }
        return panel.build();
    }

    private static void hold(PanelBuilder panel, boolean holds, String product) {
        if (holds) {
            panel.holds(product);
        }
    }
}
