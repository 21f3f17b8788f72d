package dev.recsys.synthetic;

import java.time.LocalDate;

/** The calendar of the bank: the 28th of each month from January 2015 to May 2016. */
final class Months {
    static final int MOST = 17;

    private static final int[] DAYS = new int[MOST];
    private static final int[] DAY_OF_MONTH = new int[40000];
    private static final int[] MONTH_NUMBER = new int[40000];

    static {
        for (int month = 0; month < MOST; month++) {
            DAYS[month] = (int) date(month).toEpochDay();
        }
        LocalDate day = LocalDate.EPOCH;
        for (int i = 0; i < DAY_OF_MONTH.length; i++) {
            DAY_OF_MONTH[i] = day.getDayOfMonth();
            MONTH_NUMBER[i] = day.getYear() * 12 + day.getMonthValue() - 1;
            day = day.plusDays(1);
        }
    }

    private Months() {}

    static LocalDate date(int month) {
        return LocalDate.of(2015, 1, 28).plusMonths(month);
    }

    /** Days since 1970-01-01. */
    static int day(int month) {
        return DAYS[month];
    }

    /** Whole months from a day to a snapshot; negative if the day is later. */
    static int between(int day, int month) {
        int months = 2015 * 12 + month - MONTH_NUMBER[day];
        return DAY_OF_MONTH[day] > 28 ? months - 1 : months;
    }

    static int year(int day) {
        return MONTH_NUMBER[day] / 12;
    }

    static int monthOfYear(int day) {
        return MONTH_NUMBER[day] % 12 + 1;
    }

    static int dayOfMonth(int day) {
        return DAY_OF_MONTH[day];
    }
}
