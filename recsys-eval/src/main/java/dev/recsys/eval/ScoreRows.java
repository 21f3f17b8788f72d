package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.Arrays;
import java.util.List;

/** Scores of the customers of an evaluation who added something, ascending by their hashes. Immutable: no array leaves it. */
final class ScoreRows {
    private final String split;
    private final int users;
    private final List<String> models;
    private final List<String> metrics;
    private final long[] customers;
    private final float[][] scores; // by model × metrics + metric, and customer

    ScoreRows(String split, int users, List<String> models, List<String> metrics, long[] customers, float[][] scores) {
        this.split = Checks.notBlank(split, "split");
        this.users = Checks.atLeast(users, 1, "users");
        this.models = Checks.copyOf(models, "models");
        this.metrics = Checks.copyOf(metrics, "metrics");
        this.customers = customers;
        this.scores = scores;
        Checks.that(
                customers.length <= users, "customers must be at most users, %s, but were %s", users, customers.length);
    }

    String split() {
        return split;
    }

    int users() {
        return users;
    }

    List<String> models() {
        return models;
    }

    List<String> metrics() {
        return metrics;
    }

    int adders() {
        return customers.length;
    }

    long customer(int index) {
        return customers[index];
    }

    float score(int model, int metric, int index) {
        return scores[model * metrics.size() + metric][index];
    }

    boolean hasCustomersOf(ScoreRows other) {
        return split.equals(other.split) && users == other.users && Arrays.equals(customers, other.customers);
    }
}
