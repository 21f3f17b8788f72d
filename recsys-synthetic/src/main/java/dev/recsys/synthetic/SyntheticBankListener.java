package dev.recsys.synthetic;

import java.time.LocalDate;

/** Is told how the making of a synthetic bank goes; called on the calling thread. */
@FunctionalInterface
public interface SyntheticBankListener {
    /**
     * Told after each month.
     *
     * @param date the snapshot that is done
     * @param rows rows of all months so far
     */
    void onMonth(LocalDate date, long rows);

    /**
     * A listener that keeps silent.
     *
     * @return the listener
     */
    static SyntheticBankListener none() {
        return (date, rows) -> {};
    }
}
