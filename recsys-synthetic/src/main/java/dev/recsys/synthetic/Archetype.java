package dev.recsys.synthetic;

import java.util.List;

/**
 * A kind of customer: given the kind, attributes and first holdings are independent, and all correlation between them
 * comes from the mixture of kinds. The table's kinds are invented; its shares are plausible round numbers, not estimates.
 *
 * @param name what the table calls it
 * @param initial weight among those who are customers in the first month
 * @param dormant weight among the old customers without products who appear in July 2015
 * @param joining weight among new customers
 * @param active share that is active, among holders of anything
 * @param female share
 * @param income shift of the log income against the province's mean
 * @param incomeMissing share without a known income
 * @param ages weights of the age bands of {@link CustomerFactory}
 * @param seniority weights of its seniority bands
 * @param segments weights of the three segments
 * @param channels weights of the eleven greatest channels and of all others
 * @param held share that holds each item
 * @param added share that adds each item in a month, among those who do not hold it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shown
record Archetype(
        String name,
        double initial,
        double dormant,
        double joining,
        double active,
        double female,
        double income,
        double incomeMissing,
        Weights ages,
        Weights seniority,
        Weights segments,
        Weights channels,
        double[] held,
        double[] added) {

    /** All kinds of the resource table. */
    static List<Archetype> all() {
        return Tables.read("archetypes.csv", ",").stream().map(Archetype::of).toList();
    }

    private static Archetype of(String[] row) {
        return new Archetype(
                row[0],
                Integer.parseInt(row[1]),
                Integer.parseInt(row[2]),
                Integer.parseInt(row[3]),
                Integer.parseInt(row[4]) / 1e3,
                Integer.parseInt(row[5]) / 1e3,
                Integer.parseInt(row[6]) / 1e2,
                Integer.parseInt(row[7]) / 1e3,
                new Weights(Tables.numbers(row[8], 1)),
                new Weights(Tables.numbers(row[9], 1)),
                new Weights(Tables.numbers(row[10], 1)),
                new Weights(Tables.numbers(row[11], 1)),
                Tables.numbers(row[12], 1e4),
                Tables.numbers(row[13], 1e6));
    }
}
