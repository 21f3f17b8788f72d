package dev.recsys.decision.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.TrainingListener;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Panel;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ten synthetic banks, in which deco is taken no more from December 2015 on; {@code DriftStudy} has the figures of a hundred. */
@Tag("slow")
class DriftSeedsTest {
    private static DriftReport examine(Panel panel, LocalDate last, LocalDate until) {
        Bundle bundle = Bundle.of(new PopularityTrainer().train(panel.through(last)));
        return DriftMonitor.of(bundle, DriftConfig.defaults().withScoredCustomers(2_000))
                .examine(panel.through(until), TrainingListener.none());
    }

    @Test
    void banks_ofTenSeeds_tellTheStopAndAreQuietBefore() {
        int loud = 0;
        int dated = 0;
        for (int seed = 1; seed <= 10; seed++) {
            SyntheticBank bank =
                    SyntheticBank.builder().customers(30_000).seed(1000 + seed).build();
            Panel panel = bank.toPanel();
            List<LocalDate> dates = bank.dates();
            for (DriftPeriod period : examine(panel, dates.get(7), dates.get(9)).periods()) {
                loud += period.findings().isEmpty() ? 0 : 1;
            }
            DriftReport report = examine(panel, dates.get(9), dates.get(16));
            DriftPeriod latest = report.periods().get(report.periods().size() - 1);
            for (DriftPeriod.Product product : latest.products()) {
                LocalDate stopped = product.stoppedIn();
                if (product.id().equals("deco") && stopped != null) {
                    // A month early where chance gave November, a fifth of the usual, none or one.
                    dated += stopped.equals(dates.get(11)) || stopped.equals(dates.get(10)) ? 1 : 0;
                }
            }
        }
        assertThat(loud).as("quiet months with a flag, of 20").isLessThanOrEqualTo(1);
        assertThat(dated).as("banks in which the stop of deco is told, of 10").isGreaterThanOrEqualTo(9);
    }
}
