package dev.recsys.io;

/** Reads moments from slices of characters: ISO dates and date-times, and seconds or milliseconds since 1970. */
final class Times {
    /** What {@link #epochSecond} gives for what is not a moment. */
    static final long NO_TIME = Long.MIN_VALUE;

    /** Numbers from here on are milliseconds: as seconds they would be after the year 5138. */
    private static final double FIRST_MILLIS = 1e11;

    private static final double LAST_MILLIS = 1e15;

    private Times() {}

    /**
     * The seconds since 1970-01-01T00:00Z, or {@link #NO_TIME}. A date is its midnight; what has no offset is UTC.
     */
    static long epochSecond(char[] buf, int from, int to) {
        int date = dateEnd(buf, from, to);
        if (date < 0) {
            double number = Cells.number(buf, from, to);
            if (Double.isNaN(number) || Math.abs(number) >= LAST_MILLIS) {
                return NO_TIME;
            }
            return (long) Math.floor(Math.abs(number) < FIRST_MILLIS ? number : number / 1000);
        }
        int day = Cells.epochDay(buf, from, date);
        if (day == Cells.NO_DATE) {
            return NO_TIME;
        }
        long midnight = day * 86_400L;
        if (date == to) {
            return midnight;
        }
        if (buf[date] != 'T' && buf[date] != ' ') {
            return NO_TIME;
        }
        int zone = zoneStart(buf, date + 1, to);
        long time = secondOfDay(buf, date + 1, zone);
        long offset = offset(buf, Cells.skipBlanks(buf, zone, to), to);
        return time == NO_TIME || offset == NO_TIME ? NO_TIME : midnight + time - offset;
    }

    /** Where a date written Y-m-d ends, or -1 where the slice does not begin with four digits and a dash. */
    private static int dateEnd(char[] buf, int from, int to) {
        if (to - from < 5 || buf[from + 4] != '-') {
            return -1;
        }
        int end = from;
        while (end < to && (Cells.isDigit(buf[end]) || buf[end] == '-')) {
            end++;
        }
        return end;
    }

    private static int zoneStart(char[] buf, int from, int to) {
        int end = from;
        while (end < to && (Cells.isDigit(buf[end]) || buf[end] == ':' || buf[end] == '.' || buf[end] == ',')) {
            end++;
        }
        return end;
    }

    /** The second of the day written H:mm, H:mm:ss or H:mm:ss.f; a fraction is cut off. */
    private static long secondOfDay(char[] buf, int from, int to) {
        int end = from;
        while (end < to && buf[end] != '.' && buf[end] != ',') {
            end++;
        }
        for (int i = end + 1; i < to; i++) {
            if (!Cells.isDigit(buf[i])) {
                return NO_TIME;
            }
        }
        int colon = from;
        while (colon < end && buf[colon] != ':') {
            colon++;
        }
        int length = end - colon; // of ":mm" or ":mm:ss"
        boolean seconds = length == 6 && buf[colon + 3] == ':';
        if ((length != 3 && !seconds) || (end < to && (!seconds || end + 1 == to))) {
            return NO_TIME;
        }
        int hour = upTo(23, buf, from, colon);
        int minute = upTo(59, buf, colon + 1, colon + 3);
        int second = seconds ? upTo(59, buf, colon + 4, end) : 0;
        return hour < 0 || minute < 0 || second < 0 ? NO_TIME : hour * 3600L + minute * 60L + second;
    }

    /** The seconds of an offset: nothing, Z, ±HH, ±HHmm or ±HH:mm. */
    private static long offset(char[] buf, int from, int to) {
        int length = to - from;
        if (length == 0 || (length == 1 && (buf[from] == 'Z' || buf[from] == 'z'))) {
            return 0;
        }
        boolean colon = length == 6 && buf[from + 3] == ':';
        if ((buf[from] != '+' && buf[from] != '-') || (length != 3 && length != 5 && !colon)) {
            return NO_TIME;
        }
        int hour = upTo(18, buf, from + 1, from + 3);
        int minute = length == 3 ? 0 : upTo(59, buf, to - 2, to);
        if (hour < 0 || minute < 0) {
            return NO_TIME;
        }
        long seconds = hour * 3600L + minute * 60L;
        return buf[from] == '-' ? -seconds : seconds;
    }

    /** A number of one or two digits in {@code 0..most}, or -1. */
    private static int upTo(int most, char[] buf, int from, int to) {
        if (to - from < 1 || to - from > 2) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            if (!Cells.isDigit(buf[i])) {
                return -1;
            }
            value = value * 10 + buf[i] - '0';
        }
        return value <= most ? value : -1;
    }
}
