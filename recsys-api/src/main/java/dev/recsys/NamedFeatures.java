package dev.recsys;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by name. */
record NamedFeatures(Map<String, Double> numbers, Map<String, String> categories) implements UserFeatures {
    @Override
    public boolean has(String name) {
        return numbers.containsKey(name) || categories.containsKey(name);
    }

    @Override
    public double number(String name) {
        return numbers.getOrDefault(name, Double.NaN);
    }

    @Override
    public @Nullable String category(String name) {
        return categories.get(name);
    }
}
