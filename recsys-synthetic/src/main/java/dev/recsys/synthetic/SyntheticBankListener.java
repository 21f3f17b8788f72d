package dev.recsys.synthetic;

import java.time.LocalDate;

/** Gets the progress of generating a synthetic bank, on the calling thread. */
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
     * A listener that ignores progress.
     *
     * @return the listener
     */
    static SyntheticBankListener none() {
        return (date, rows) -> {};
    }
}
