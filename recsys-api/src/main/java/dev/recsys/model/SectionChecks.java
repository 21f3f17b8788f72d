package dev.recsys.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** What the content of a section is held against when it is read; what fails names the section. */
final class SectionChecks {
    private SectionChecks() {}

    /** What is made of sections. */
    interface Making<T> {
        T make();
    }

    /** What is made of a section that has the right shape; arguments it refuses are damage to the file. */
    static <T> T made(String name, boolean shapeFits, Making<T> making) throws ModelFormatException {
        if (!shapeFits) {
            throw new ModelFormatException("section \"" + name + "\" has the wrong shape");
        }
        try {
            return making.make();
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("section \"" + name + "\" is damaged: " + e.getMessage(), e);
        }
    }

    /** Refuses text that would be written otherwise, and so give a model that is saved again another hash. */
    static void requireAsWritten(String name, String text, String written) throws ModelFormatException {
        if (!text.equals(written)) {
            throw new ModelFormatException("section \"" + name + "\" is not as this library writes it");
        }
    }

    /** Refuses another length and values that are not finite. The values are not modified. */
    static double[] finite(String name, double[] values, int length) throws ModelFormatException {
        if (values.length != length) {
            throw new ModelFormatException(
                    "section \"" + name + "\" must have " + length + " values, but has " + values.length);
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new ModelFormatException("section \"" + name + "\" holds the value " + value);
            }
        }
        return values;
    }

    /** Refuses values outside 0..1. The values are not modified. */
    static double[] shares(String name, double[] values) throws ModelFormatException {
        for (double value : values) {
            if (value < 0 || value > 1) {
                throw new ModelFormatException("section \"" + name + "\" holds the value " + value);
            }
        }
        return values;
    }

    /** Bytes {@code from..from+length-1} as text; refuses what is not UTF-8. The bytes are not modified. */
    static String text(String name, byte[] bytes, int from, int length) throws ModelFormatException {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ModelFormatException("section \"" + name + "\" is not UTF-8", e);
        }
    }
}
