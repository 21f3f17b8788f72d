package dev.recsys.studies;

import dev.recsys.als.AlsConfig;
import dev.recsys.internal.options.ConfigJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A search by stages: each tries changes to the best settings so far, and keeps the best of them. */
final class AlsSearch {
    private AlsSearch() {}

    /** The best settings found; {@code figure} is to be great, changes are JSON objects. */
    static AlsConfig best(AlsConfig start, List<List<String>> stages, ToDoubleFunction<AlsConfig> figure) {
        AlsConfig best = start;
        double most = figure.applyAsDouble(start);
        System.out.printf("%.4f at the start%n", most);
        for (List<String> stage : stages) {
            AlsConfig before = best;
            for (String change : stage) {
                AlsConfig changed = ConfigJson.read(change, before);
                if (changed.equals(before)) {
                    continue;
                }
                double value = figure.applyAsDouble(changed);
                System.out.printf("%.4f %s%n", value, change);
                if (value > most) {
                    most = value;
                    best = changed;
                }
            }
            System.out.printf("%.4f best so far: %s%n", most, ConfigJson.write(best));
        }
        return best;
    }

    /** A change of options as JSON; {@code loss.alpha} is an option in an option. */
    static String json(Object... pathsAndValues) {
        StringBuilder top = new StringBuilder();
        Map<String, StringBuilder> nested = new LinkedHashMap<>();
        for (int i = 0; i < pathsAndValues.length; i += 2) {
            String path = pathsAndValues[i].toString();
            int dot = path.indexOf('.');
            StringBuilder fields =
                    dot < 0 ? top : nested.computeIfAbsent(path.substring(0, dot), name -> new StringBuilder());
            Object value = pathsAndValues[i + 1];
            fields.append(fields.length() == 0 ? "" : ",")
                    .append('"')
                    .append(path.substring(dot + 1))
                    .append("\":")
                    .append(value instanceof String ? "\"" + value + "\"" : value);
        }
        nested.forEach((name, fields) -> top.append(top.length() == 0 ? "" : ",")
                .append('"')
                .append(name)
                .append("\":{")
                .append(fields)
                .append('}'));
        return "{" + top + "}";
    }
}
