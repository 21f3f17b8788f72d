package dev.recsys.synthetic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads the package's resource tables: a heading line, then a line a row. */
final class Tables {
    private Tables() {}

    /** The cells of a table without its heading. */
    static List<String[]> read(String name, String separator) {
        try (InputStream in = Tables.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing");
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return reader.lines().skip(1).map(line -> line.split(separator, -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Numbers parted by blanks, each divided by a unit. */
    static double[] numbers(String cell, double unit) {
        return Arrays.stream(cell.split(" ", -1))
                .mapToDouble(number -> Integer.parseInt(number) / unit)
                .toArray();
    }

    /** The weights of a column of whole numbers. */
    static Weights weights(List<String[]> rows, int column) {
        return new Weights(
                rows.stream().mapToDouble(row -> Integer.parseInt(row[column])).toArray());
    }
}
