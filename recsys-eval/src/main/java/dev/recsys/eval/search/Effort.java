package dev.recsys.eval.search;

import dev.recsys.eval.search.SearchConfig.Rung;
import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What grows from rung to rung of successive halving: customers, or options that say how long a model trains, such as the rounds of
 * boosting. Immutable.
 */
final class Effort {
    private final String resource;
    private final Map<String, Integer> full; // by path, of a training in full; empty where customers grow

    private Effort(String resource, Map<String, Integer> full) {
        this.resource = resource;
        this.full = Collections.unmodifiableMap(full);
    }

    static Effort of(SearchSpace<?> space, SearchConfig config) {
        String resource = config.resource();
        Map<String, Integer> full = new LinkedHashMap<>();
        if (resource.equals(SearchConfig.CUSTOMERS)) {
            return new Effort(resource, full);
        }
        Checks.that(
                config.method() == SearchConfig.Method.HALVING,
                "resource must be customers by method RANDOM, which trains in full, but was %s",
                resource);
        for (String path : resource.split(",", -1)) {
            Integer before = full.put(path, fullOf(path, space));
            Checks.that(before == null, "resource must name each option once, but names %s twice", path);
        }
        Effort effort = new Effort(resource, full);
        List<Rung> rungs = config.rungs();
        for (int rung = 1; rung < rungs.size(); rung++) {
            double share = rungs.get(rung - 1).share();
            Checks.that(
                    !effort.at(share).equals(effort.at(rungs.get(rung).share())),
                    "resource must grow from rung to rung, but a share of %.4f of %s trains as long as the next; raise its default,"
                            + " or leastShare, or grow customers",
                    share,
                    full);
        }
        return effort;
    }

    private static int fullOf(String path, SearchSpace<?> space) {
        int value;
        try {
            value = space.wholeDefault(path);
            space.config(Map.of(), Map.of(path, 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "resource must be customers or options by path, but was " + path + ": " + e.getMessage(), e);
        }
        Checks.that(
                !space.options().contains(path),
                "resource must not be searched too: the space must not name %s, whose share says how long a rung trains",
                path);
        return Checks.atLeast(value, 1, "resource " + path);
    }

    String resource() {
        return resource;
    }

    boolean isOfCustomers() {
        return full.isEmpty();
    }

    /** The options for a share of the effort, each rounded and at least 1. */
    Map<String, Integer> at(double share) {
        Map<String, Integer> part = new LinkedHashMap<>();
        full.forEach((path, value) -> part.put(path, (int) Math.max(1, Math.round(share * value))));
        return part;
    }
}
