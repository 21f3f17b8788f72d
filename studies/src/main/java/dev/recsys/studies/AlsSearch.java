package dev.recsys.studies;

import dev.recsys.als.AlsConfig;
import dev.recsys.spi.ConfigJson;
import java.util.List;
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
}
