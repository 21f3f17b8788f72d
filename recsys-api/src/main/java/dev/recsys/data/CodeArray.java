package dev.recsys.data;

import java.util.Arrays;

/**
 * A growing list of codes from -1 up, kept in the narrowest of one, two or four bytes that fits the greatest so far.
 * Mutable while it is filled, never after.
 */
final class CodeArray {
    private int width = 1;
    private byte[] bytes = new byte[64]; // each array holds code + 1; only that of the width is in use
    private char[] chars = new char[0];
    private int[] ints = new int[0];
    private int size;

    /** Codes in -1..greatest; copied. */
    static CodeArray of(int[] codes, int greatest) {
        CodeArray array = new CodeArray();
        array.widenFor(greatest + 1);
        array.ensure(codes.length);
        for (int i = 0; i < codes.length; i++) {
            array.put(i, codes[i] + 1);
        }
        array.size = codes.length;
        return array;
    }

    int get(int i) {
        if (width == 1) {
            return (bytes[i] & 0xff) - 1;
        }
        return width == 2 ? chars[i] - 1 : ints[i] - 1;
    }

    void add(int code) {
        widenFor(code + 1);
        ensure(size + 1);
        put(size++, code + 1);
    }

    void setLast(int code) {
        widenFor(code + 1);
        put(size - 1, code + 1);
    }

    private void widenFor(int stored) {
        if (stored > 0xff && width == 1) {
            chars = new char[bytes.length];
            for (int i = 0; i < size; i++) {
                chars[i] = (char) (bytes[i] & 0xff);
            }
            bytes = new byte[0];
            width = 2;
        }
        if (stored > 0xffff && width == 2) {
            ints = new int[chars.length];
            for (int i = 0; i < size; i++) {
                ints[i] = chars[i];
            }
            chars = new char[0];
            width = 4;
        }
    }

    private void put(int i, int stored) {
        switch (width) {
            case 1 -> bytes[i] = (byte) stored;
            case 2 -> chars[i] = (char) stored;
            default -> ints[i] = stored;
        }
    }

    private void ensure(int needed) {
        int length = width == 1 ? bytes.length : width == 2 ? chars.length : ints.length;
        if (needed <= length) {
            return;
        }
        int grown = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * length));
        switch (width) {
            case 1 -> bytes = Arrays.copyOf(bytes, grown);
            case 2 -> chars = Arrays.copyOf(chars, grown);
            default -> ints = Arrays.copyOf(ints, grown);
        }
    }

    /** The codes at {@code order[0], order[1], …}, each c ≥ 0 replaced by {@code place[c]}. */
    CodeArray pick(int[] order, int[] place) {
        CodeArray picked = new CodeArray();
        picked.ensure(order.length);
        for (int i : order) {
            int code = get(i);
            picked.add(code < 0 ? -1 : place[code]);
        }
        return picked;
    }
}
