package dev.recsys.cli;

import dev.recsys.RecommendationRequest;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Panel;
import dev.recsys.report.FeatureView;
import dev.recsys.report.OfferTally;
import dev.recsys.report.Report;
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

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            defaultValue = "en",
            description = "Language of report.html: en, es or ru (default: ${DEFAULT-VALUE}).")
    private String language = "en";

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
