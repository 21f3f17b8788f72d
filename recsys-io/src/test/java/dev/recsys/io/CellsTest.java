package dev.recsys.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {
    private static double number(String text) {
        return Cells.number(("<" + text + ">").toCharArray(), 1, text.length() + 1);
    }

    private static int day(String text) {
        return Cells.epochDay(("<" + text + ">").toCharArray(), 1, text.length() + 1);
    }

    private static long second(String text) {
        return Times.epochSecond(("<" + text + ">").toCharArray(), 1, text.length() + 1);
    }

    @Test
    void number_ofAnyLength_isRoundedAsTheJdkDoes() {
        Random random = new Random(7);
        for (int i = 0; i < 40_000; i++) {
            String digits = Long.toString((random.nextLong() >>> 1) >>> random.nextInt(63));
            int point = random.nextInt(digits.length() + 1);
            String text = switch (random.nextInt(3)) {
                case 0 -> digits;
                case 1 -> digits.substring(0, point) + "." + digits.substring(point);
                default -> digits + "e" + random.nextInt(30);
            };
            assertThat(number(text)).as(text).isEqualTo(Double.parseDouble(text));
            assertThat(number("-" + text)).as(text).isEqualTo(-Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "+",
                "4o",
                "1 2",
                "NaN",
                "Infinity",
                "0x1p3",
                "1d",
                "1f",
                "1.2.3",
                "--1",
                "1,5",
                "e5"
            })
    void number_thatIsNone_isNaN(String text) {
        assertThat(number(text)).isNaN();
    }

    @Test
    void date_ofEveryDay_agreesWithTheJdk() {
        for (LocalDate date = LocalDate.of(1896, 1, 1); date.getYear() < 2105; date = date.plusDays(1)) {
            assertThat(day(date.toString())).isEqualTo((int) date.toEpochDay());
            assertThat(day(date.getMonthValue() + "/" + date.getDayOfMonth() + "/" + date.getYear()))
                    .isEqualTo((int) date.toEpochDay());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2015",
                "2015-01",
                "2015-13-01",
                "2015-00-01",
                "2015-02-29",
                "1900-02-29",
                "2015-01-32",
                "15-01-28",
                "28/1/2015",
                "2015/01/28",
                "2015-01/28",
                "2015-01-28x",
                "-2015-01-28",
                "2015-001-28",
                "--"
            })
    void date_thatIsNone_isRefused(String text) {
        assertThat(day(text)).isEqualTo(Cells.NO_DATE);
    }

    @ParameterizedTest
    @CsvSource({
        "2016-04-28, 2016-04-28T00:00:00Z",
        "2016-04-28 9:05, 2016-04-28T09:05:00Z",
        "2016-04-28T09:05:07, 2016-04-28T09:05:07Z",
        "2016-04-28T09:05:07.999, 2016-04-28T09:05:07Z",
        "2016-04-28T09:05:07Z, 2016-04-28T09:05:07Z",
        "2016-04-28 09:05:07 +0200, 2016-04-28T07:05:07Z",
        "2016-04-28T09:05:07.5-03:30, 2016-04-28T12:35:07Z",
        "2016-04-28T23:30+01, 2016-04-28T22:30:00Z",
        "0, 1970-01-01T00:00:00Z",
        "-1, 1969-12-31T23:59:59Z",
        "1461834307, 2016-04-28T09:05:07Z",
        "1461834307.9, 2016-04-28T09:05:07Z",
        "1461834307999, 2016-04-28T09:05:07Z",
    })
    void time_inAnyForm_isRead(String text, Instant expected) {
        assertThat(second(text)).isEqualTo(expected.getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "noon",
                "2016-04-28T",
                "2016-04-28T9",
                "2016-04-28T24:00",
                "2016-04-28T09:60",
                "2016-04-28T09:05:61",
                "2016-04-28T09:05:07.",
                "2016-04-28T09:05.5",
                "2016-04-28T09:05:07.1.2",
                "2016-04-28T09:05X",
                "2016-04-28T09:05+1",
                "2016-04-28T09:05+19:00",
                "2016-04-28x",
                "1e15",
                "2016-04-28T:05",
                "2016-04-28T09:5"
            })
    void time_thatIsNone_isRefused(String text) {
        assertThat(second(text)).isEqualTo(Times.NO_TIME);
    }

    private static long plain(String text) {
        return Cells.plainNumber(("9" + text + "9").toCharArray(), 1, text.length() + 1);
    }

    /** What is no plain number is kept as text, so that "007" and "7" stay two customers. */
    @ParameterizedTest
    @ValueSource(strings = {"", "007", "00", "-1", "+1", "1.0", "1/", "1:", ":", "/", "1 ", "1234567890123456789"})
    void plainNumber_thatIsNone_isMinusOne(String text) {
        assertThat(plain(text)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 90, 1234567890, 123456789012345678L, 999999999999999999L})
    void plainNumber_ofUpTo18Digits_isRead(long number) {
        assertThat(plain(Long.toString(number))).isEqualTo(number);
    }

    private static String withoutPointZero(String text) {
        char[] padded = ("<" + text + ".0").toCharArray();
        return new String(padded, 1, Cells.dropPointZero(padded, 1, text.length() + 1) - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "7.0, 7",
        "70.0, 70",
        "1.0, 1",
        "'.0', '.0'",
        "0, 0",
        "7.1, 7.1",
        "7.00, 7.00",
        "7:0, 7:0",
        "x.0, x.0",
        "x7.0, x7.0",
        "7x.0, 7x.0",
        "-7.0, -7.0",
        "1.2.0, 1.2.0",
        "'', ''",
        "7, 7",
        "7., 7."
    })
    void dropPointZero_afterDigitsOnly_isDropped(String text, String expected) {
        assertThat(withoutPointZero(text)).isEqualTo(expected);
    }

    private static String withoutBlanks(String text) {
        char[] padded = (" " + text + " ").toCharArray();
        int start = Cells.skipBlanks(padded, 1, text.length() + 1);
        return new String(padded, start, Cells.dropBlanks(padded, start, text.length() + 1) - start);
    }

    @Test
    void blanks_aroundAText_areDropped() {
        for (String text : new String[] {"a", "!", "a b", ""}) {
            for (String blanks : new String[] {"", " ", "\t\n ", "\u0000"}) {
                assertThat(withoutBlanks(blanks + text + blanks)).isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"NA, true", "na, false", "NB, false", "MA, false", "N, false", "NAN, false", "ANA, false", "'', false"})
    void isNa_theTwoLetters_only(String text, boolean expected) {
        assertThat(Cells.isNa(("N" + text + "A").toCharArray(), 1, text.length() + 1))
                .isEqualTo(expected);
    }

    /** Where a fast way ends and the JDK's takes over. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740992",
                "9007199254740993",
                "-9007199254740993",
                "999999999999999999",
                "9999999999999999999",
                "0.00000000000000001",
                ".5",
                "5.",
                "+5",
                "-.5",
                "-0",
                "1E5",
                "1e-5",
                "00000000000000000001"
            })
    void number_atTheBordersOfTheFastWay_isRoundedAsTheJdkDoes(String text) {
        assertThat(number(text)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @CsvSource({
        "99999999999, 99999999999",
        "100000000000, 100000000",
        "-99999999999, -99999999999",
        "999999999999999, 999999999999",
        "2016-04-28T00:00:00, 1461801600",
        "2016-04-28T23:59:59, 1461887999",
        "2016-04-28T09:05:07+18:59, 1461765967",
        "2016-04-28T09:05:07z, 1461834307",
        "2016-04-28T09:05:07.1+02, 1461827107",
        "'2016-04-28T09:05:07,5', 1461834307",
    })
    void time_atItsBorders_isRead(String text, long expected) {
        assertThat(second(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999999999999999.9e1",
                "1000000000000000",
                "-1000000000000000",
                "2016-04-28T009:05",
                "2016-04-28T09:005",
                "2016-04-28T09:05:07:08",
                "2016-04-28T09.05",
                "2016-04-28T09:05:07.x",
                "2016-04-28T09:05+02:60",
                "2016-04-28T09:05+2:000",
                "2016-04-28T09:05*02:00",
                "2016-04-28T09:05ZZ",
                "2016-04-28T09:05+0200Z",
                "2016-13-28T09:05",
                "2016-",
                "20160428T09:05"
            })
    void time_closeToOne_isRefused(String text) {
        assertThat(second(text)).isEqualTo(Times.NO_TIME);
    }
}
