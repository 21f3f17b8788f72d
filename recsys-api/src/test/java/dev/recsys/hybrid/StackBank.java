package dev.recsys.hybrid;

import dev.recsys.ScoreMeaning;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.hybrid.MadeModel.MadeTrainer;
import dev.recsys.hybrid.MadeModel.Rule;
import dev.recsys.memory.KnownCustomer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A bank whose customers take items by their wealth, and by their gender items that are not credit. */
final class StackBank {
    static final List<String> ITEMS = List.of("account", "card", "loan", "overdraft");
    static final LocalDate JANUARY = LocalDate.of(2020, 1, 31);
    static final LocalDate FEBRUARY = LocalDate.of(2020, 2, 29);

    /** The probability itself. */
    static final Rule TRUTH = StackBank::truth;

    /** A number that has to do with nothing, in 0..1. */
    static final Rule NOISE = (customer, item) -> {
        int bits = Float.floatToIntBits(customer.features().number(0)) * 31 + item;
        return (new Random(bits).nextInt(998) + 1) / 1000.0;
    };

    /** In the order of the probability, but far from it. */
    static final Rule ORDER = (customer, item) -> 0.2 * Math.pow(truth(customer, item), 2);

    private StackBank() {}

    private static Catalogue catalogue() {
        return Catalogue.builder()
                .items(ITEMS)
                .credit("loan")
                .credit("overdraft")
                .build();
    }

    private static FeatureSchema schema() {
        return FeatureSchema.builder()
                .numeric("wealth")
                .categorical("gender")
                .protect("gender")
                .build();
    }

    private static double truth(KnownCustomer customer, int item) {
        float wealth = customer.features().number(0);
        int gender = customer.features().code(1);
        return probability(Float.isNaN(wealth) ? 0 : wealth, gender, item);
    }

    private static double probability(double wealth, int gender, int item) {
        double margin = -2 + (item % 2 == 0 ? 1.3 : -1.3) * wealth + (item < 2 ? 0.8 * gender : 0);
        return 1 / (1 + Math.exp(-margin));
    }

    /** Two months. */
    static Panel panel(int customers, long seed) {
        Random random = new Random(seed);
        PanelBuilder panel = Panel.builder(catalogue(), schema());
        for (int c = 0; c < customers; c++) {
            double wealth = (float) random.nextGaussian();
            int gender = c % 2;
            boolean[] held = new boolean[ITEMS.size()];
            for (int month = 0; month < 2; month++) {
                panel.row(month == 0 ? JANUARY : FEBRUARY, "c" + c)
                        .number("wealth", wealth)
                        .category("gender", gender == 0 ? "a" : "b");
                for (int item = 0; item < held.length; item++) {
                    double chance = month == 0 ? 0.1 : probability(wealth, gender, item);
                    held[item] |= random.nextDouble() < chance;
                    if (held[item]) {
                        panel.holds(item);
                    }
                }
            }
        }
        return panel.build();
    }

    static MadeTrainer calibrated(Rule rule) {
        return new MadeTrainer(rule, ScoreMeaning.PROBABILITY, true, true, new ArrayList<>());
    }

    static MadeTrainer ranking(Rule rule) {
        return new MadeTrainer(rule, ScoreMeaning.RANKING, false, true, new ArrayList<>());
    }

    static MadeTrainer unable(Rule rule) {
        return new MadeTrainer(rule, ScoreMeaning.RANKING, false, false, new ArrayList<>());
    }
}
