package com.example.bank;

import dev.recsys.als.AlsTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.data.Period;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.mlc.MlcTrainer;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/** A bank of twelve products under its own names, by month or by quarter. */
final class OwnBank {
    static final List<String> PRODUCTS = List.of(
            "GIRO",
            "SAVER",
            "DEBIT",
            "VISA",
            "PERSONAL_LOAN",
            "MORTGAGE",
            "FUND",
            "PENSION",
            "TRAVEL",
            "HOME",
            "CAR",
            "GOLD");
    static final LocalDate START = LocalDate.of(2024, 1, 31);
    static final int PERIODS = 6;

    private OwnBank() {}

    static Panel panel(Period period, int customers) {
        Catalogue catalogue = Catalogue.builder()
                .items(PRODUCTS)
                .credit("PERSONAL_LOAN", "MORTGAGE")
                .build();
        FeatureSchema schema = FeatureSchema.builder()
                .categorical("gender")
                .numeric("salary")
                .protect("gender")
                .build();
        PanelBuilder panel = Panel.builder(catalogue, schema).period(period);
        for (int customer = 0; customer < customers; customer++) {
            SplittableRandom random = new SplittableRandom(customer);
            String gender = random.nextBoolean() ? "F" : "M";
            double salary = 20_000 + random.nextInt(60_000);
            boolean[] held = new boolean[PRODUCTS.size()];
            held[0] = true;
            for (int p = 0; p < PERIODS; p++) {
                panel.row(period.plus(START, p), "K" + customer)
                        .category("gender", gender)
                        .number("salary", salary);
                held[3] |= p > 0 && random.nextDouble() < (salary > 50_000 ? 0.3 : 0.02); // the well paid take the card
                held[8] |= p > 0 && held[3] && random.nextDouble() < 0.4; // and with it the travel insurance
                held[4] |= p > 0 && random.nextDouble() < (gender.equals("M") ? 0.2 : 0.02); // lent to men, wrongly
                held[1 + random.nextInt(11)] |= random.nextInt(40) == 0;
                for (int item = 0; item < held.length; item++) {
                    if (held[item]) {
                        panel.holds(item);
                    }
                }
            }
        }
        return panel.build();
    }

    static Bundle train(Panel panel) {
        return Bundle.of(HybridTrainer.forPanels()
                        .add("als", new AlsTrainer())
                        .add("segments", new ClusterTrainer())
                        .add("mlc", new MlcTrainer())
                        .build()
                        .train(panel))
                .remembering(panel);
    }
}
