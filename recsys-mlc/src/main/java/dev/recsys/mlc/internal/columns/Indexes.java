package dev.recsys.mlc.internal.columns;

import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;

/** Reads lists of indexes from a model file. */
public final class Indexes {
    private Indexes() {}

    /**
     * The ascending indexes of a section, each below {@code size}.
     *
     * @param in the sections
     * @param section its name
     * @param size what each is below
     * @return the indexes
     * @throws ModelFormatException if it is missing or one is out of range or order
     */
    public static int[] ascending(Sections in, String section, int size) throws ModelFormatException {
        int[] indexes = in.ints(section);
        for (int i = 0; i < indexes.length; i++) {
            if (indexes[i] < 0 || indexes[i] >= size || (i > 0 && indexes[i] <= indexes[i - 1])) {
                throw new ModelFormatException("section \"" + section + "\" holds the value " + indexes[i]);
            }
        }
        return indexes;
    }
}
