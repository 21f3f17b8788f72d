package dev.recsys.reliability;

/** How much a harness tries: little in every build, much by {@code -Dreliability.scale=long}. */
public enum Scale {
    CI,
    LONG;

    public static final Scale CURRENT =
            valueOf(System.getProperty("reliability.scale", "ci").toUpperCase(java.util.Locale.ROOT));

    /** The number for this run. */
    public static int of(int ci, int inLongForm) {
        return CURRENT == CI ? ci : inLongForm;
    }
}
