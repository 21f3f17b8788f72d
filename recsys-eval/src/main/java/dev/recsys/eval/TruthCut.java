package dev.recsys.eval;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where the truth begins.
 *
 * @param firstDay the first day from which a model must have no data
 * @param truth the date or moment of the truth, for messages
 */
record TruthCut(LocalDate firstDay, String truth) {
    /** A model's last date has no time, so that the day of the moment counts only if it begins with the moment. */
    static TruthCut at(Instant moment) {
        LocalDate day = moment.atOffset(ZoneOffset.UTC).toLocalDate();
        boolean isMidnight = day.atStartOfDay().toInstant(ZoneOffset.UTC).equals(moment);
        return new TruthCut(isMidnight ? day : day.plusDays(1), moment.toString());
    }
}
