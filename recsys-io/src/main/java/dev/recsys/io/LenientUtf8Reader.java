package dev.recsys.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/**
 * Decodes UTF-8, and takes each byte that is no part of it as windows-1252, which has all printable characters of
 * Latin-1. So a file in any of the three is read right, with one exception: Latin-1 text that happens to be valid UTF-8,
 * such as {@code Ã‘}, which no Spanish place name holds. Never fails on a byte.
 */
final class LenientUtf8Reader extends Reader {
    /** windows-1252 from 0x80 to 0x9F; its five holes are the control characters of Latin-1. */
    private static final String WINDOWS =
            "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152"
                    + "\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d"
                    + "\u017e\u0178";

    private final InputStream in;
    private final byte[] bytes = new byte[1 << 16];
    private int pos;
    private int end;
    private boolean ended;
    private long strayBytes;

    LenientUtf8Reader(InputStream in) {
        this.in = in;
    }

    long strayBytes() {
        return strayBytes;
    }

    /** {@inheritDoc} {@code len} must be at least 2, the room of a character outside the basic plane. */
    @Override
    public int read(char[] buf, int off, int len) throws IOException {
        int out = off;
        while (out == off) {
            if (end - pos < 4 && !ended) {
                fill();
            }
            if (pos == end) {
                return -1;
            }
            out = decode(buf, off, off + len);
        }
        return out - off;
    }

    private void fill() throws IOException {
        System.arraycopy(bytes, pos, bytes, 0, end - pos);
        end -= pos;
        pos = 0;
        while (end < 4 && !ended) {
            int got = in.read(bytes, end, bytes.length - end);
            ended = got < 0;
            end += Math.max(0, got);
        }
    }

    private int decode(char[] buf, int off, int limit) {
        int out = off;
        byte[] source = bytes;
        int p = pos;
        while (p < end && out < limit) {
            int plain = Math.min(end - p, limit - out);
            int run = 0;
            while (run < plain && source[p + run] >= 0) {
                buf[out + run] = (char) source[p + run];
                run++;
            }
            p += run;
            out += run;
            if (run == plain) {
                break;
            }
            if ((end - p < 4 && !ended) || limit - out < 2) {
                break; // the rest of the sequence is not here yet
            }
            int length = sequenceLength(p);
            if (length == 0) {
                int stray = source[p++] & 0xff;
                buf[out++] = stray < 0xa0 ? WINDOWS.charAt(stray - 0x80) : (char) stray;
                strayBytes++;
            } else {
                out += Character.toChars(codePoint(p, length), buf, out);
                p += length;
            }
        }
        pos = p;
        return out;
    }

    /** The length of the well-formed sequence of several bytes at {@code p}, or 0. */
    private int sequenceLength(int p) {
        int lead = bytes[p] & 0xff;
        int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        if (lead < 0xc2 || lead > 0xf4 || end - p < length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[p + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int codePoint = codePoint(p, length);
        boolean shortest = length == 2 || codePoint >= (length == 3 ? 0x800 : 0x10000);
        boolean surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
        return shortest && !surrogate && codePoint <= Character.MAX_CODE_POINT ? length : 0;
    }

    private int codePoint(int p, int length) {
        int codePoint = bytes[p] & (0x7f >> length);
        for (int i = 1; i < length; i++) {
            codePoint = (codePoint << 6) | (bytes[p + i] & 0x3f);
        }
        return codePoint;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
