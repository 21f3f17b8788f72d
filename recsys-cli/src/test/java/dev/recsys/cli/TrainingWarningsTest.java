package dev.recsys.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What trainings warn of, as the command line's log shows it. */
class TrainingWarningsTest {
    private static Panel panel(boolean hasCredit, boolean isProtected) {
        Catalogue.Builder items = Catalogue.builder().items(List.of("account", "loan"));
        FeatureSchema.Builder schema = FeatureSchema.builder().numeric("age");
        PanelBuilder panel = Panel.builder(
                (hasCredit ? items.credit("loan") : items).build(),
                (isProtected ? schema.protect("age") : schema).build());
        panel.row(LocalDate.of(2020, 1, 31), "ann").number("age", 30).holds("account");
        panel.row(LocalDate.of(2020, 2, 29), "ann").number("age", 30).holds("loan");
        return panel.build();
    }

    private static String loggedBy(Panel panel) {
        PrintStream before = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        System.setErr(new PrintStream(logged, true, UTF_8));
        try {
            new PopularityTrainer(PopularityConfig.defaults()).train(panel);
        } finally {
            System.setErr(before);
        }
        return logged.toString(UTF_8);
    }

    @Test
    void train_creditWithoutProtectedFeatures_warnsOnce() {
        assertThat(loggedBy(panel(true, false)).lines())
                .containsExactly(
                        "WARN: popularity: 1 credit items are declared, but no protected feature: every feature is"
                                + " used for their scores. Declare protected features by FeatureSchema.Builder.protect");
    }

    @Test
    void train_protectionDeclaredOrNothingToProtect_warnsOfNothing() {
        assertThat(loggedBy(panel(true, true))).isEmpty();
        assertThat(loggedBy(panel(false, false))).isEmpty();
    }
}
