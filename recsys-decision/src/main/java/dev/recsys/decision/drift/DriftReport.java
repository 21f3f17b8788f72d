package dev.recsys.decision.drift;

import dev.recsys.internal.check.Checks;
import java.time.LocalDate;
import java.util.List;

/**
 * What a {@link DriftMonitor} found. Immutable and thread-safe.
 *
 * @param algorithm the model's
 * @param modelHash the model's
 * @param lastDate the model's last period, by the date of its snapshot
 * @param reference what the periods are compared with, in words
 * @param rule when a change counts
 * @param notes what could not be judged, and why
 * @param periods the periods after the model's last one, oldest first, at least one
 */
public record DriftReport(
        String algorithm,
        String modelHash,
        LocalDate lastDate,
        String reference,
        RetrainingRule rule,
        List<String> notes,
        List<DriftPeriod> periods) {
    /**
     * Checks and copies.
     *
     * @param algorithm not blank
     * @param modelHash not null
     * @param lastDate not null
     * @param reference not blank
     * @param rule not null
     * @param notes copied
     * @param periods copied, at least one
     * @throws IllegalArgumentException if a value is null or blank, or there is no period
     */
    public DriftReport {
        Checks.notBlank(algorithm, "algorithm");
        Checks.notNull(modelHash, "modelHash");
        Checks.notNull(lastDate, "lastDate");
        Checks.notBlank(reference, "reference");
        Checks.notNull(rule, "rule");
        notes = Checks.copyOf(notes, "notes");
        periods = Checks.copyOf(periods, "periods");
        Checks.that(!periods.isEmpty(), "a report needs at least one period");
    }

    private DriftPeriod latest() {
        return periods.get(periods.size() - 1);
    }

    /**
     * What the report advises: the verdict of the latest period. A change of an earlier one that has gone by stays in the
     * report, but asks for nothing.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return latest().verdict();
    }

    /**
     * Why, in words, the strongest reason first.
     *
     * @return the sentences of the latest period's findings; empty where nothing has changed
     */
    public List<String> reasons() {
        return latest().sentences();
    }

    /**
     * The report as text for a terminal: verdict and reasons, the periods, and the figures of the latest one.
     *
     * @return lines, each with its end
     */
    public String toTable() {
        return DriftTable.of(algorithm, lastDate, reference, notes, periods);
    }

    /**
     * The report as JSON, its fields always in this order; a figure that is not known is left out:
     *
     * <pre>{@code
     * {"model":{"algorithm":"hybrid","modelHash":"…","lastDate":"2016-03-28"},"reference":"…","verdict":"RETRAIN",
     *  "reasons":["additions of loan stopped in 2016-03: 212 expected, 3 seen"],"notes":[],"rule":{"alpha":0.01,…},
     *  "periods":[{"date":"2016-04-28","verdict":"RETRAIN","rows":…,"rowsBefore":…,
     *   "findings":[{"kind":"ADDITIONS","subject":"loan","verdict":"RETRAIN","sentence":"…"}],
     *   "features":[{"name":"age","psi":…,"usualPsi":…,"distance":…,"chance":…,"missingBefore":…,"missing":…,"unknown":…}],
     *   "scores":[…],"products":[{"id":"loan","additions":…,"usual":…,"stoppedIn":"2016-03-28","predicted":…,"realised":…}],
     *   "outcomes":{"pairs":…,"adders":…,"judged":…,"map@7/adders":…,"map@7":…,"popularityMap@7/adders":…,"scored":…,
     *   "predicted":…,"realised":…}}]}
     * }</pre>
     *
     * @return one JSON object on one line
     */
    public String toJson() {
        return DriftJson.of(algorithm, modelHash, lastDate, reference, rule, notes, periods);
    }
}
