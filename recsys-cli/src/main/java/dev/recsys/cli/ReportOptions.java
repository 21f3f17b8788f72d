package dev.recsys.cli;

import dev.recsys.RecommendationRequest;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Panel;
import dev.recsys.eval.Grouping;
import dev.recsys.report.FeatureView;
import dev.recsys.report.OfferTally;
import dev.recsys.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How a report is written. */
final class ReportOptions {
    /** What to look at in a panel of the bank's columns; what a panel lacks is left out. */
    private static final List<FeatureView> VIEWS = List.of(
            FeatureView.of("age").by("sexo"),
            FeatureView.of("ind_actividad_cliente").by("sexo"),
            FeatureView.of("renta").by("nomprov"),
            FeatureView.of("antiguedad"),
            FeatureView.of("segmento"),
            FeatureView.of("canal_entrada"));

    /** The groups of customers whose offers are compared. */
    private static final String GROUP = "segmento";

    private static final List<Double> AGES = List.of(25.0, 35.0, 45.0, 65.0);

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            defaultValue = "en",
            description = "Language of report.html: en, es or ru (default: ${DEFAULT-VALUE}).")
    private String language = "en";

    /** The groups of customers that a run of this panel shows apart; what it lacks is left out. */
    static Grouping[] groupings(Panel panel) {
        List<Grouping> groupings = new ArrayList<>(List.of(Grouping.byHoldings()));
        for (String feature : List.of(GROUP, "sexo")) {
            if (panel.schema().indexOf(feature) >= 0) {
                groupings.add(Grouping.byFeature(feature));
            }
        }
        int age = panel.schema().indexOf("age");
        if (age >= 0 && panel.schema().isNumeric(age)) {
            groupings.add(Grouping.byBands("age", AGES));
        }
        return groupings.toArray(new Grouping[0]);
    }

    Locale locale() {
        return Choices.language(language);
    }

    Report.Builder report() {
        return Report.builder(locale()).views(VIEWS);
    }

    static OfferTally tally(Panel panel) {
        boolean grouped = panel.schema().indexOf(GROUP) >= 0;
        return new OfferTally(panel, grouped ? GROUP : null);
    }

    /** Asks for the offers of a few customers, to be shown with reasons. */
    static void show(OfferTally tally, Bundle bundle, int limit) {
        for (String customer : tally.examples()) {
            tally.show(bundle.recommend(
                    RecommendationRequest.forUser(customer).limit(limit).build()));
        }
    }
}
