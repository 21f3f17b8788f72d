package dev.recsys.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Makes files of the 48 columns out of invented customers. */
final class SantanderLines {
    private SantanderLines() {}

    static String header() {
        return String.join(",", SantanderSchema.columns());
    }

    /** A sound row of a customer in January 2015 with some cells replaced: name, value, name, value, and so on. */
    static String row(String customer, String... replaced) {
        return line(SantanderSchema.columns(), cells(customer, replaced));
    }

    static Map<String, String> cells(String customer, String... replaced) {
        Map<String, String> cells = new HashMap<>();
        SantanderSchema.columns().forEach(column -> cells.put(column, ""));
        SantanderSchema.itemColumns().forEach(column -> cells.put(column, "0"));
        cells.putAll(Map.of(
                "fecha_dato",
                "2015-01-28",
                "ncodpers",
                customer,
                "ind_empleado",
                "N",
                "pais_residencia",
                "ES",
                "sexo",
                "V",
                "age",
                " 42",
                "fecha_alta",
                "2011-03-05",
                "antiguedad",
                "     46",
                "nomprov",
                "\"CORUÑA, A\"",
                "renta",
                "51234.57"));
        cells.putAll(Map.of("indrel_1mes", "1.0", "segmento", "02 - PARTICULARES", "ind_cco_fin_ult1", "1"));
        for (int i = 0; i < replaced.length; i += 2) {
            if (cells.put(replaced[i], replaced[i + 1]) == null) {
                throw new IllegalArgumentException("no column " + replaced[i]);
            }
        }
        return cells;
    }

    static String line(List<String> columns, Map<String, String> cells) {
        return columns.stream().map(cells::get).collect(Collectors.joining(","));
    }

    /** Sound rows of many customers in three months, in order. */
    static List<Map<String, String>> manyCells(int customers, long seed) {
        Random random = new Random(seed);
        List<Map<String, String>> all = new ArrayList<>();
        for (int month = 1; month <= 3; month++) {
            for (int customer = 0; customer < customers; customer++) {
                Map<String, String> cells = cells(
                        Integer.toString(700 + 13 * customer),
                        "fecha_dato",
                        "2015-0" + month + "-28",
                        "age",
                        random.nextInt(9) == 0 ? " NA" : " " + (18 + random.nextInt(70)),
                        "renta",
                        random.nextInt(4) == 0 ? "" : Double.toString(20_000 + random.nextInt(9_999_999) / 100.0),
                        "nomprov",
                        List.of("MADRID", "\"CORUÑA, A\"", "ÁVILA", "").get(random.nextInt(4)),
                        "canal_entrada",
                        "K" + (char) ('A' + random.nextInt(26)) + (char) ('A' + random.nextInt(26)),
                        "ind_nomina_ult1",
                        List.of("NA", " 0", " 1").get(random.nextInt(3)));
                SantanderSchema.itemColumns().stream()
                        .limit(21)
                        .forEach(column -> cells.put(column, random.nextInt(5) == 0 ? "1" : "0"));
                all.add(cells);
            }
        }
        return all;
    }

    static String text(List<String> columns, List<Map<String, String>> rows) {
        return String.join(",", columns) + "\n"
                + rows.stream().map(cells -> line(columns, cells) + "\n").collect(Collectors.joining());
    }

    static Path write(Path folder, String... lines) throws IOException {
        Path file = Files.createTempFile(folder, "panel", ".csv");
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
        return file;
    }
}
