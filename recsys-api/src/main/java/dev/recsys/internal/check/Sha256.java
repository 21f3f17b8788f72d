package dev.recsys.internal.check;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash by which files, sections and data are known. */
public final class Sha256 {
    private Sha256() {}

    /**
     * A SHA-256 of nothing yet.
     *
     * @return a new digest
     */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
