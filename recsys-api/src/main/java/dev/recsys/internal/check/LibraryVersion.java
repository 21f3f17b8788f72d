package dev.recsys.internal.check;

import org.jspecify.annotations.Nullable;

/** The version of this library, as its jar says. */
public final class LibraryVersion {
    private LibraryVersion() {}

    /**
     * The version.
     *
     * @return such as {@code 0.1.0}; {@code development} outside a jar
     */
    public static String current() {
        @Nullable String version = LibraryVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
