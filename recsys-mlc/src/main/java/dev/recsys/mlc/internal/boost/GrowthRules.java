package dev.recsys.mlc.internal.boost;

/**
 * What trees must keep to beside their limits.
 *
 * @param directions of each column 1 where margins must not fall with its numbers, -1 where they must not rise, else 0; empty where
 *     no column has one. Not to be modified.
 * @param absent where categories go that a node has no rows of
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
public record GrowthRules(byte[] directions, Absent absent) {
    /** Where categories go that a node has no rows of, among them those that training never saw. */
    public enum Absent {
        /** With the most rows: what is unknown is taken for the usual. */
        WITH_MOST_ROWS,
        /** Where categories have the fewest rows on average: a new category is taken for a rare one. */
        WITH_RARE_CATEGORIES
    }

    /** No directions; what is absent goes with the most rows. */
    static GrowthRules plain() {
        return new GrowthRules(new byte[0], Absent.WITH_MOST_ROWS);
    }

    /** Whether any column has a direction. */
    boolean hasDirections() {
        return directions.length > 0;
    }

    /** A column's direction. */
    int direction(int column) {
        return directions.length == 0 ? 0 : directions[column];
    }
}
