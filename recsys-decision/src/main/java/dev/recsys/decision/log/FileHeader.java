package dev.recsys.decision.log;

import dev.recsys.internal.check.Sha256;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a file, which chains it to the file before: {@code {"log":1,"file":2,"day":"…","last":7,"prev":"…","hash":"…"}}.
 *
 * @param sequence the file's number, from 1
 * @param day the day in UTC on which it was begun
 * @param last the number of the last record before it, 0 for none
 * @param previous the hash of the last line before it, zeros for none
 * @param torn what was taken off the end of the file before, or null
 */
record FileHeader(
        int sequence,
        LocalDate day,
        long last,
        String previous,
        @Nullable Torn torn) {
    private static final Pattern LINE =
            Pattern.compile("\\{\"log\":1,\"file\":(\\d{1,9}),\"day\":\"(\\d{4}-\\d\\d-\\d\\d)\","
                    + "\"last\":(\\d{1,18}),\"prev\":\"([0-9a-f]{64})\""
                    + "(?:,\"torn\":\\{\"file\":\"([A-Za-z0-9._-]+)\",\"bytes\":(\\d{1,18}),\"sha256\":\"([0-9a-f]{64})\"\\})?"
                    + ",\"hash\":\"[0-9a-f]{64}\"\\}");

    /**
     * An unfinished record, kept beside the log.
     *
     * @param file the name of the file that keeps it
     * @param bytes its length
     * @param sha256 its hash
     */
    record Torn(String file, long bytes, String sha256) {}

    /** The line with its hash and a line feed. */
    byte[] line() {
        String kept = torn == null
                ? ""
                : ",\"torn\":{\"file\":\"" + torn.file() + "\",\"bytes\":" + torn.bytes() + ",\"sha256\":\""
                        + torn.sha256() + "\"}";
        String head = "{\"log\":1,\"file\":" + sequence + ",\"day\":\"" + day + "\",\"last\":" + last + ",\"prev\":\""
                + previous + "\"" + kept;
        MessageDigest digest = Sha256.digest();
        String hash = LineFormat.hex(digest.digest(LineFormat.bytes(head)));
        return LineFormat.bytes(head + ",\"hash\":\"" + hash + "\"}\n");
    }

    /** The header, or null if this is none. Its hash is not looked at. */
    static @Nullable FileHeader parse(byte[] line, int from, int to) {
        Matcher parts = LINE.matcher(LineFormat.text(line, from, to));
        if (!parts.matches()) {
            return null;
        }
        try {
            String kept = parts.group(5);
            return new FileHeader(
                    Integer.parseInt(parts.group(1)),
                    LocalDate.parse(parts.group(2)),
                    Long.parseLong(parts.group(3)),
                    parts.group(4),
                    kept == null ? null : new Torn(kept, Long.parseLong(parts.group(6)), parts.group(7)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What a file of this header is called. */
    String fileName() {
        return LogFile.name(day, sequence);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "header of file %d", sequence);
    }
}
