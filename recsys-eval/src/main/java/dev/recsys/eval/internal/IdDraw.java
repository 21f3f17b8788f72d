package dev.recsys.eval.internal;

/** Draws that follow from an id and a seed alone, so that they do not depend on what else is in the data. */
public final class IdDraw {
    private IdDraw() {}

    /**
     * A uniform number.
     *
     * @param id any id
     * @param seed the seed
     * @return in 0..1, below 1
     */
    public static double uniform(String id, long seed) {
        long hash = 0xcbf29ce484222325L ^ (seed + 1) * 0xd1342543de82ef95L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return ((hash ^ hash >>> 31) >>> 11) * 0x1.0p-53;
    }
}
