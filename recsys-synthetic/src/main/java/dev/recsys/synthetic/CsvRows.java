package dev.recsys.synthetic;

import dev.recsys.io.SantanderSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a bank's rows in the 48 columns and the spelling of the original file: blanks before numbers, {@code NA},
 * {@code -999999}, quoted names of provinces. {@link #finish} must end it. Not thread-safe.
 */
final class CsvRows implements RowSink {
    private static final int ROOM_FOR_A_ROW = 1024;
    private static final byte[] NOTHING = {};
    private static final byte[] NA = ascii("NA");
    private static final byte[] AGE_NA = ascii(" NA");
    private static final byte[] SENIORITY_NA = ascii("     NA");
    private static final byte[] SENIORITY_UNREADABLE = ascii("-999999");

    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private int size;

    CsvRows(OutputStream out) throws IOException {
        this.out = out;
        String header = SantanderSchema.columns().stream()
                .map(column -> '"' + column + '"')
                .collect(Collectors.joining(","));
        put(ascii(header));
        buffer[size++] = '\n';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void accept(CustomerRow row) throws IOException {
        if (size > buffer.length - ROOM_FOR_A_ROW) {
            finish();
        }
        date(Months.day(row.month));
        number(row.id, 0);
        token(row.employee, NOTHING);
        token(row.country, NOTHING);
        token(row.sex, NOTHING);
        optional(row.age, 3, AGE_NA);
        date(row.joined);
        token(row.isNew, NA);
        if (row.seniorityUnreadable) {
            put(SENIORITY_UNREADABLE);
            comma();
        } else {
            optional(row.seniority, 7, SENIORITY_NA);
        }
        token(row.primary, NA);
        date(row.lastAsPrimary);
        token(row.relation, NOTHING);
        token(row.type, NOTHING);
        token(row.resident, NOTHING);
        token(row.foreign, NOTHING);
        token(row.spouse, NOTHING);
        token(row.channel, NOTHING);
        token(row.deceased, NOTHING);
        token(row.address, NA);
        token(row.province, NA);
        token(row.provinceName, NOTHING);
        token(row.active, NA);
        income(row.incomeCents);
        token(row.segment, NOTHING);
        flags(row);
    }

    /** Hands all to the stream, which stays open. */
    void finish() throws IOException {
        out.write(buffer, 0, size);
        size = 0;
    }

    private void flags(CustomerRow row) {
        for (int item = 0; item < Products.COUNT; item++) {
            if (item == Products.NOMINA || item == Products.NOM_PENS) {
                if (row.salaryUnknown) {
                    put(NA);
                    comma();
                    continue;
                }
                buffer[size++] = ' ';
            }
            buffer[size++] = (byte) ('0' + (row.held >>> item & 1));
            comma();
        }
        buffer[size - 1] = '\n';
    }

    private void comma() {
        buffer[size++] = ',';
    }

    private void put(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    private void token(@Nullable Token token, byte[] missing) {
        put(token == null ? missing : token.spelling());
        comma();
    }

    private void optional(int value, int width, byte[] missing) {
        if (value == CustomerRow.MISSING) {
            put(missing);
            comma();
        } else {
            number(value, width);
        }
    }

    private void number(long value, int width) {
        int digits = digits(value);
        for (int blank = digits; blank < width; blank++) {
            buffer[size++] = ' ';
        }
        digits(value, digits);
        comma();
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void digits(long value, int count) {
        long rest = value;
        for (int place = size + count - 1; place >= size; place--) {
            buffer[place] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += count;
    }

    private void date(int day) {
        if (day != CustomerRow.MISSING) {
            digits(Months.year(day), 4);
            buffer[size++] = '-';
            digits(Months.monthOfYear(day), 2);
            buffer[size++] = '-';
            digits(Months.dayOfMonth(day), 2);
        }
        comma();
    }

    private void income(long cents) {
        if (cents >= 0) {
            long whole = cents / 100;
            digits(whole, digits(whole));
            buffer[size++] = '.';
            long rest = cents % 100;
            if (rest % 10 == 0) {
                digits(rest / 10, 1);
            } else {
                digits(rest, 2);
            }
        }
        comma();
    }
}
