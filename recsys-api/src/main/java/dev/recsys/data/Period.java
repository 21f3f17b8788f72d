package dev.recsys.data;

import dev.recsys.internal.check.Checks;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * The step of a panel: how far apart its snapshots are. A row belongs to the period its date lies in, and lags, gaps and
 * ages count periods.
 */
public enum Period {
    /** A calendar week, from Monday to Sunday. */
    WEEK,
    /** A calendar month. */
    MONTH,
    /** A calendar quarter, from January, April, July or October on. */
    QUARTER;

    private static final int DAYS_FROM_MONDAY = 3; // 1970-01-01 was a Thursday
    private static final long MOST_PERIODS = 9999 * 12L; // the months of the years that dates may have

    /**
     * The number of the period a date lies in. Numbers of adjacent periods differ by 1.
     *
     * @param date the date
     * @return the number, counted from the period of 1970-01-01
     * @throws IllegalArgumentException if the date is null or outside the years −9999 to 9999
     */
    public int indexOf(LocalDate date) {
        return indexOf(date, "date");
    }

    private int indexOf(LocalDate date, String name) {
        Checks.ordinary(date, name);
        return switch (this) {
            case WEEK -> Math.toIntExact(Math.floorDiv(date.toEpochDay() + DAYS_FROM_MONDAY, 7L));
            case MONTH -> (date.getYear() - 1970) * 12 + date.getMonthValue() - 1;
            case QUARTER -> (date.getYear() - 1970) * 4 + (date.getMonthValue() - 1) / 3;
        };
    }

    /**
     * How many periods one date lies after another.
     *
     * @param earlier a date
     * @param later another date
     * @return the difference of their numbers; negative if {@code later} lies in an earlier period
     * @throws IllegalArgumentException if a date is null or outside the years −9999 to 9999
     */
    public int between(LocalDate earlier, LocalDate later) {
        return indexOf(later, "later") - indexOf(earlier, "earlier");
    }

    /**
     * The first day of the period a date lies in.
     *
     * @param date the date
     * @return its Monday, first of the month, or first of the quarter
     * @throws IllegalArgumentException if {@code date} is null
     */
    public LocalDate firstDay(LocalDate date) {
        Checks.notNull(date, "date");
        return switch (this) {
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
            case QUARTER -> date.withDayOfMonth(1).withMonth((date.getMonthValue() - 1) / 3 * 3 + 1);
        };
    }

    /**
     * A date some periods later, within the same weekday or as near to the same day of the month as the calendar
     *     allows.
     *
     * @param date the date
     * @param periods how many, possibly negative
     * @return the later date
     * @throws IllegalArgumentException if {@code date} is null, or if the date or the later one lies outside the years
     *     −9999 to 9999
     */
    public LocalDate plus(LocalDate date, int periods) {
        Checks.that(
                Math.abs(indexOf(date) + (long) periods) <= MOST_PERIODS,
                "%s periods after %s lie too far away",
                periods,
                date);
        return switch (this) {
            case WEEK -> date.plusWeeks(periods);
            case MONTH -> date.plusMonths(periods);
            case QUARTER -> date.plusMonths(3L * periods);
        };
    }
}
