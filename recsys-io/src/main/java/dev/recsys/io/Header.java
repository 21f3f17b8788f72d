package dev.recsys.io;

import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the columns that are wanted among the fields that are there. */
final class Header {
    private final Map<String, Integer> fields = new HashMap<>();

    /**
     * Finds columns.
     *
     * @throws IllegalArgumentException if a required column is missing or a known one is there twice
     */
    Header(List<String> names, List<String> required, List<String> known, ReportBuilder report) {
        Set<String> wanted = new HashSet<>(known);
        wanted.addAll(required);
        List<String> ignored = new ArrayList<>();
        for (int field = 0; field < names.size(); field++) {
            String name = names.get(field);
            if (!wanted.contains(name)) {
                ignored.add(name);
            } else {
                Checks.that(
                        fields.put(name, field) == null,
                        "%s: the header has column \"%s\" twice",
                        report.source(),
                        name);
            }
        }
        List<String> missing =
                required.stream().filter(name -> !fields.containsKey(name)).toList();
        Checks.that(
                missing.isEmpty(), "%s: the header lacks %s%s", report.source(), listed(missing), separators(names));
        if (!ignored.isEmpty()) {
            report.note("ignored " + listed(ignored) + ", which the schema does not know");
        }
    }

    /** What to look at where another character separates the fields than was expected. */
    private static String separators(List<String> names) {
        boolean uncut = names.size() == 1 && names.get(0).chars().anyMatch(each -> ";\t|,".indexOf(each) >= 0);
        return uncut
                ? "; it was read as one field, but fields must be separated by commas unless the reader is told otherwise"
                : "";
    }

    private static String listed(List<String> names) {
        return listed(names, 5);
    }

    /** Columns by name, as a sentence shows them, cut after some. */
    static String listed(List<String> names, int most) {
        String shown = names.stream()
                .limit(most)
                .map(name -> ReportBuilder.shown(name.toCharArray(), 0, name.length()))
                .collect(Collectors.joining(", "));
        return (names.size() == 1 ? "column " : "columns ")
                + shown
                + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
    }

    /** The field of a column, or -1. */
    int field(String column) {
        return fields.getOrDefault(column, -1);
    }
}
