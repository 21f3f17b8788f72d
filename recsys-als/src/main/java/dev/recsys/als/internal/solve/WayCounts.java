package dev.recsys.als.internal.solve;

import dev.recsys.internal.check.Checks;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.atomic.LongAdder;

/** How many rows were solved which way. Thread-safe. */
final class WayCounts {
    private final Map<Way, LongAdder> counts = new EnumMap<>(Way.class);

    WayCounts() {
        for (Way way : Way.values()) {
            counts.put(way, new LongAdder());
        }
    }

    void add(Way way) {
        Checks.notNull(counts.get(way), "way").increment();
    }

    /** Such as "dual 81 %, primal 19 %"; ways nobody took are left out. */
    @Override
    public String toString() {
        long all = counts.values().stream().mapToLong(LongAdder::sum).sum();
        StringJoiner shares = new StringJoiner(", ");
        counts.forEach((way, count) -> {
            if (count.sum() > 0) {
                String name = way.name().toLowerCase(Locale.ROOT);
                shares.add(String.format(Locale.ROOT, "%s %.0f %%", name, 100.0 * count.sum() / all));
            }
        });
        return shares.toString();
    }
}
