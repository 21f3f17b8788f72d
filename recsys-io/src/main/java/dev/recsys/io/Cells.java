package dev.recsys.io;

/** Reads numbers, dates and times from slices of characters without making Strings on the common path. */
final class Cells {
    /** What {@link #epochDay} gives for what is not a date. */
    static final int NO_DATE = Integer.MIN_VALUE;

    private static final long EXACT = 1L << 53;
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };

    private Cells() {}

    /** The first index from which the slice does not begin with a blank. */
    static int skipBlanks(char[] buf, int from, int to) {
        int start = from;
        while (start < to && buf[start] <= ' ') {
            start++;
        }
        return start;
    }

    /** The end of the slice without trailing blanks. */
    static int dropBlanks(char[] buf, int from, int to) {
        int end = to;
        while (end > from && buf[end - 1] <= ' ') {
            end--;
        }
        return end;
    }

    static boolean isNa(char[] buf, int from, int to) {
        return to - from == 2 && buf[from] == 'N' && buf[from + 1] == 'A';
    }

    /** Where the slice ends without a {@code .0} that follows nothing but digits. */
    static int dropPointZero(char[] buf, int from, int to) {
        if (to - from < 3 || buf[to - 1] != '0' || buf[to - 2] != '.') {
            return to;
        }
        for (int i = from; i < to - 2; i++) {
            if (!isDigit(buf[i])) {
                return to;
            }
        }
        return to - 2;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** A whole number of 1 to 18 digits without sign or leading zero, or -1. */
    static long plainNumber(char[] buf, int from, int to) {
        if (to - from < 1 || to - from > 18 || (buf[from] == '0' && to - from > 1)) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = buf[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** A decimal number, correctly rounded, or NaN where there is none; words such as "Infinity" are none. */
    static double number(char[] buf, int from, int to) {
        int i = from;
        boolean negative = i < to && buf[i] == '-';
        if (i < to && (buf[i] == '-' || buf[i] == '+')) {
            i++;
        }
        long digits = 0;
        int count = 0;
        int point = -1;
        for (; i < to; i++) {
            int digit = buf[i] - '0';
            if (digit >= 0 && digit <= 9) {
                if (++count > 18) {
                    return slowNumber(buf, from, to);
                }
                digits = digits * 10 + digit;
            } else if (buf[i] == '.' && point < 0) {
                point = i;
            } else {
                return count == 0 ? Double.NaN : slowNumber(buf, from, to);
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        if (digits > EXACT) {
            return slowNumber(buf, from, to);
        }
        double value = point < 0 ? digits : digits / POWERS[to - point - 1];
        return negative ? -value : value;
    }

    private static double slowNumber(char[] buf, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(buf[i]) && ".+-eE".indexOf(buf[i]) < 0) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(new String(buf, from, to - from));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The days since 1970-01-01 of a date written Y-m-d or m/d/Y, or {@link #NO_DATE}. */
    static int epochDay(char[] buf, int from, int to) {
        int firstEnd = digitsEnd(buf, from, to);
        if (firstEnd == to || firstEnd == from) {
            return NO_DATE;
        }
        char separator = buf[firstEnd];
        int secondEnd = digitsEnd(buf, firstEnd + 1, to);
        if ((separator != '-' && separator != '/') || secondEnd == to || buf[secondEnd] != separator) {
            return NO_DATE;
        }
        int thirdEnd = digitsEnd(buf, secondEnd + 1, to);
        if (thirdEnd != to) {
            return NO_DATE;
        }
        return separator == '-'
                ? epochDay(buf, from, firstEnd, firstEnd + 1, secondEnd, secondEnd + 1, to)
                : epochDay(buf, secondEnd + 1, to, from, firstEnd, firstEnd + 1, secondEnd);
    }

    private static int digitsEnd(char[] buf, int from, int to) {
        int end = from;
        while (end < to && isDigit(buf[end])) {
            end++;
        }
        return end;
    }

    private static int epochDay(
            char[] buf, int yearFrom, int yearTo, int monthFrom, int monthTo, int dayFrom, int dayTo) {
        if (yearTo - yearFrom != 4 || monthTo - monthFrom > 2 || dayTo - dayFrom > 2) {
            return NO_DATE;
        }
        int year = small(buf, yearFrom, yearTo);
        int month = small(buf, monthFrom, monthTo);
        int day = small(buf, dayFrom, dayTo);
        if (month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) {
            return NO_DATE;
        }
        // Days from the civil calendar, years beginning in March so that the leap day comes last.
        int shifted = month > 2 ? year : year - 1;
        int era = Math.floorDiv(shifted, 400);
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    private static int monthLength(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static int small(char[] buf, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + buf[i] - '0';
        }
        return value;
    }
}
