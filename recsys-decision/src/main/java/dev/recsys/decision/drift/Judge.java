package dev.recsys.decision.drift;

import dev.recsys.data.Period;
import dev.recsys.decision.drift.DriftFinding.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the figures of one period into findings in words, by a rule. Not thread-safe. */
final class Judge {
    private final RetrainingRule rule;
    private final Period period;
    private final List<DriftFinding> findings = new ArrayList<>();

    Judge(RetrainingRule rule, Period period) {
        this.rule = rule;
        this.period = period;
    }

    /** The strongest findings first, otherwise as they came; no more than a report lists. */
    List<DriftFinding> findings() {
        return findings.stream()
                .sorted(Comparator.comparing(DriftFinding::verdict).reversed())
                .limit(DriftPeriod.MOST)
                .toList();
    }

    /** Whether a column has changed beyond chance and the usual, by the size that is watched. */
    boolean isChanged(DriftPeriod.Column column) {
        return column.chance() < rule.alpha() && column.psi() - column.usualPsi() >= rule.watchPsi();
    }

    private boolean isStrong(DriftPeriod.Column column) {
        return column.psi() - column.usualPsi() >= rule.retrainPsi();
    }

    void features(List<DriftPeriod.Column> columns, Set<String> lookedAt) {
        for (DriftPeriod.Column column : columns) {
            boolean isUsed = lookedAt.contains(column.name());
            if (isChanged(column)) {
                add(
                        Kind.FEATURE,
                        column.name(),
                        isUsed && isStrong(column) ? Verdict.RETRAIN : Verdict.WATCH,
                        "the values of %s have moved: PSI %.3f where %.3f is usual%s",
                        column.name(),
                        column.psi(),
                        column.usualPsi(),
                        isUsed ? "" : "; the model does not look at it");
            }
            if (column.chance() < rule.alpha()
                    && Math.abs(column.missing() - column.missingBefore()) >= rule.missingChange()) {
                add(
                        Kind.MISSING,
                        column.name(),
                        Verdict.WATCH,
                        "%s is missing in %.1f %% of the rows, before in %.1f %%",
                        column.name(),
                        100 * column.missing(),
                        100 * column.missingBefore());
            }
            if (column.unknown() > 0 && column.unknown() >= rule.unknownShare()) {
                add(
                        Kind.CATEGORY,
                        column.name(),
                        Verdict.WATCH,
                        "%.1f %% of the rows have a %s that the model never saw",
                        100 * column.unknown(),
                        column.name());
            }
        }
    }

    void scores(List<DriftPeriod.Column> columns) {
        for (DriftPeriod.Column column : columns) {
            if (isChanged(column)) {
                add(
                        Kind.SCORE,
                        column.name(),
                        isStrong(column) ? Verdict.RETRAIN : Verdict.WATCH,
                        "the scores of %s have moved: PSI %.3f where %.3f is usual",
                        column.name(),
                        column.psi(),
                        column.usualPsi());
            }
        }
    }

    void stop(String item, Additions.Stop stop) {
        add(
                Kind.ADDITIONS,
                item,
                Verdict.RETRAIN,
                "additions of %s stopped in %s: %.0f expected, %d seen",
                item,
                name(stop.since()),
                stop.expected(),
                stop.seen());
    }

    void rows(int rows, int before, LocalDate dateBefore) {
        double ratio = before == 0 ? 1 : (double) rows / before;
        if (ratio < 1 - rule.rowChange() || ratio * (1 - rule.rowChange()) > 1) {
            add(
                    Kind.ROWS,
                    "",
                    Verdict.WATCH,
                    "%,d rows, %.2f times the %,d of %s",
                    rows,
                    ratio,
                    before,
                    name(dateBefore));
        }
    }

    void names(String subject, String sentence) {
        add(Kind.NAMES, subject, Verdict.WATCH, "%s", sentence);
    }

    void outcomes(Realised realised) {
        DriftPeriod.Outcomes outcomes = realised.outcomes();
        double[] chances = Tails.holm(new double[] {realised.aheadChance(), realised.calibrationChance()});
        if (chances[0] < rule.alpha() && outcomes.popularityMap() - outcomes.map() >= rule.mapLoss()) {
            add(
                    Kind.RANKING,
                    "",
                    Verdict.RETRAIN,
                    "popularity would have ranked better: MAP@7 %.4f against the model's %.4f over %,d customers who added"
                            + " something",
                    outcomes.popularityMap(),
                    outcomes.map(),
                    outcomes.judged());
        }
        double predicted = outcomes.predicted();
        double factor = outcomes.realised() / Math.max(1e-12, predicted);
        if (chances[1] < rule.alpha() && (factor > rule.calibrationFactor() || factor < 1 / rule.calibrationFactor())) {
            add(
                    Kind.CALIBRATION,
                    "",
                    Verdict.WATCH,
                    "%.0f additions were predicted for %,d customers, %,d seen",
                    predicted,
                    outcomes.scored(),
                    outcomes.realised());
        }
    }

    /** A period as people call it. */
    private String name(LocalDate date) {
        return period == Period.MONTH
                ? date.toString().substring(0, date.toString().length() - 3)
                : date.toString();
    }

    private void add(Kind kind, String subject, Verdict verdict, String sentence, @Nullable Object... values) {
        findings.add(new DriftFinding(kind, subject, verdict, String.format(Locale.ROOT, sentence, values)));
    }
}
