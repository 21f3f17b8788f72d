package dev.recsys.mlc.options;

/**
 * Which customers and products are learned from.
 *
 * @param periods how many of the panel's last steps from one snapshot to the next are learned from
 * @param maxRows the most rows to learn from; at most half are customers who added something
 * @param negativesPerPositive customers who added nothing for each who added something; they weigh as much as all such
 *     customers
 * @param minAdditions additions a product needs to be learned; below, its rate of additions stands for all customers
 * @param subsample share of the rows each round sees
 * @param columnSample share of the columns each tree may use
 */
public record Sampling(
        int periods, int maxRows, int negativesPerPositive, int minAdditions, double subsample, double columnSample) {}
