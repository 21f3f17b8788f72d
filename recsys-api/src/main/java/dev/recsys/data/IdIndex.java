package dev.recsys.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.internal.check.Checks;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A bijection between string ids and the dense ints {@code 0..size()-1}: the only place where the two are translated.
 * Ids are kept as UTF-8 in one byte array (about 20 bytes for an eight-character id), not as String objects.
 *
 * <p>Hashes by a key drawn in each process, so crafted ids do not collide; no index depends on it.
 *
 * <p>Immutable and thread-safe. {@link #indexOf} and {@link #id} cost O(length of the id).
 */
public final class IdIndex {
    private static final int MAX_POOL = Integer.MAX_VALUE - 16;

    private final byte[] pool;
    private final int[] ends; // ends[i] = where id i ends in the pool; it starts where i-1 ends
    private final int[] slots; // open addressing, index + 1, 0 = free
    private final int size;
    private final HashKey key;

    private IdIndex(byte[] pool, int[] ends, int[] slots, int size, HashKey key) {
        this.pool = pool;
        this.ends = ends;
        this.slots = slots;
        this.size = size;
        this.key = key;
    }

    /**
     * An index of the given ids in the given order.
     *
     * @param ids non-empty, distinct ids
     * @return the index
     * @throws IllegalArgumentException if an id is null, empty, not valid UTF-16, or appears twice, or if {@code ids}
     *     is null
     */
    public static IdIndex of(Iterable<String> ids) {
        Checks.notNull(ids, "ids");
        Builder builder = builder();
        for (String id : ids) {
            int before = builder.size();
            Checks.that(
                    builder.add(Checks.notNull(id, "each of ids")) == before,
                    "ids must differ, but id \"%s\" appears twice",
                    id);
        }
        return builder.build();
    }

    /**
     * A builder that gives each new id the next index.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return builder(HashKey.OF_PROCESS);
    }

    /** A builder that hashes by this key. */
    static Builder builder(HashKey key) {
        return new Builder(key);
    }

    /**
     * How many ids there are.
     *
     * @return the count
     */
    public int size() {
        return size;
    }

    /**
     * The index of an id.
     *
     * @param id any string; null and ids never seen are allowed
     * @return the index, or -1 if the id is unknown
     */
    public int indexOf(@Nullable String id) {
        if (id == null || id.isEmpty() || size == 0) {
            return -1;
        }
        byte[] bytes = encode(id);
        return bytes == null ? -1 : slots[slot(bytes, pool, ends, slots, key)] - 1;
    }

    /** Takes an id as UTF-8. */
    @FunctionalInterface
    interface Utf8 {
        /**
         * Takes an id.
         *
         * @param bytes hold it. Not to be modified.
         */
        void take(byte[] bytes, int from, int length);
    }

    /** Visits the ids in the order of their indexes. */
    void forEachUtf8(Utf8 taker) {
        for (int i = 0; i < size; i++) {
            int start = start(ends, i);
            taker.take(pool, start, ends[i] - start);
        }
    }

    /** How many slots {@link #indexOf} looks at for an id that is there. */
    int probes(String id) {
        int first = key.hash(encodeChecked(id), 0, encodeChecked(id).length) & (slots.length - 1);
        return ((slot(encodeChecked(id), pool, ends, slots, key) - first) & (slots.length - 1)) + 1;
    }

    /**
     * The id at an index.
     *
     * @param index in {@code 0..size()-1}
     * @return the id
     * @throws IllegalArgumentException if the index is out of range
     */
    public String id(int index) {
        Checks.index(index, size, "id index");
        int start = start(ends, index);
        return new String(pool, start, ends[index] - start, UTF_8);
    }

    /**
     * All ids in index order, as a view that decodes on demand.
     *
     * @return an unmodifiable list
     */
    public List<String> ids() {
        return new Ids(this);
    }

    /** {@inheritDoc} Two indexes are equal if they hold the same ids in the same order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdIndex that
                && size == that.size
                && Arrays.equals(ends, 0, size, that.ends, 0, size)
                && Arrays.equals(pool, 0, poolSize(), that.pool, 0, that.poolSize());
    }

    @Override
    public int hashCode() {
        int hash = size;
        for (int i = 0; i < poolSize(); i++) {
            hash = hash * 31 + pool[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return "IdIndex[" + size + " ids]";
    }

    private int poolSize() {
        return size == 0 ? 0 : ends[size - 1];
    }

    private static int start(int[] ends, int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /** The slot that holds the id, or the free one where it would go. */
    private static int slot(byte[] id, byte[] pool, int[] ends, int[] slots, HashKey key) {
        int mask = slots.length - 1;
        int slot = key.hash(id, 0, id.length) & mask;
        while (slots[slot] != 0) {
            int index = slots[slot] - 1;
            if (Arrays.equals(id, 0, id.length, pool, start(ends, index), ends[index])) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** UTF-8, or null where the string holds a lone surrogate. */
    private static byte @Nullable [] encode(String id) {
        byte[] bytes = id.getBytes(UTF_8);
        if (bytes.length == id.length()) {
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '?' && id.charAt(i) != '?') {
                    return null;
                }
            }
            return bytes;
        }
        try {
            ByteBuffer strict = UTF_8.newEncoder().encode(CharBuffer.wrap(id));
            byte[] exact = new byte[strict.remaining()];
            strict.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** UTF-8 of an id that may stand in an index; refuses any other as {@link Builder#add} does. */
    static byte[] encodeChecked(@Nullable String id) {
        String given = Checks.notNull(id, "id");
        byte[] bytes = given.isEmpty() ? null : encode(given);
        if (bytes == null) {
            throw new IllegalArgumentException(
                    "ids must be non-empty strings of valid characters, but one was \"" + given + "\"");
        }
        return bytes;
    }

    /** Collects ids; not thread-safe. */
    public static final class Builder {
        private byte[] pool = new byte[256];
        private int[] ends = new int[16];
        private int[] slots = new int[32];
        private int size;
        private final HashKey key;

        private Builder(HashKey key) {
            this.key = key;
        }

        /**
         * The index of an id, which is added if it is new.
         *
         * @param id a non-empty id
         * @return its index
         * @throws IllegalArgumentException if the id is null, empty or not valid UTF-16
         * @throws IllegalStateException if all ids together pass 2 GiB
         */
        public int add(String id) {
            return addEncoded(encodeChecked(id));
        }

        /** Adds an id that {@link #encodeChecked} gave. Not modified. */
        int addEncoded(byte[] id) {
            int slot = slot(id, pool, ends, slots, key);
            if (slots[slot] != 0) {
                return slots[slot] - 1;
            }
            int start = start(ends, size);
            if (start > MAX_POOL - id.length) {
                throw new IllegalStateException("all ids together must stay under 2 GiB");
            }
            if (start + id.length > pool.length) {
                pool = Arrays.copyOf(pool, (int) Math.min(MAX_POOL, Math.max(2L * pool.length, start + id.length)));
            }
            if (size == ends.length) {
                ends = Arrays.copyOf(ends, ends.length * 2);
            }
            System.arraycopy(id, 0, pool, start, id.length);
            ends[size] = start + id.length;
            slots[slot] = ++size;
            if (size * 2L > slots.length) {
                rehash();
            }
            return size - 1;
        }

        private void rehash() {
            int[] grown = new int[Math.multiplyExact(slots.length, 2)];
            int mask = grown.length - 1;
            for (int i = 0; i < size; i++) {
                int slot = key.hash(pool, start(ends, i), ends[i]) & mask;
                while (grown[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                grown[slot] = i + 1;
            }
            slots = grown;
        }

        /**
         * How many ids were added.
         *
         * @return the count
         */
        public int size() {
            return size;
        }

        /** An id already added. */
        String id(int index) {
            int start = start(ends, index);
            return new String(pool, start, ends[index] - start, UTF_8);
        }

        /**
         * The index of an id already added.
         *
         * @param id any string
         * @return the index, or -1 if it was not added
         */
        public int indexOf(@Nullable String id) {
            byte[] bytes = id == null || id.isEmpty() ? null : encode(id);
            return bytes == null ? -1 : slots[slot(bytes, pool, ends, slots, key)] - 1;
        }

        /**
         * The index in the order of adding.
         *
         * @return an immutable index
         */
        public IdIndex build() {
            int used = start(ends, size);
            return new IdIndex(Arrays.copyOf(pool, used), Arrays.copyOf(ends, size), slots.clone(), size, key);
        }

        /**
         * Where each id goes in the canonical order: shorter first, then by UTF-8 bytes, so that numbers sort as
         * numbers. It makes an index independent of the order in which rows arrived.
         *
         * @return for each index given by {@link #add}, its place in the canonical order
         */
        public int[] canonicalOrder() {
            Integer[] order = new Integer[size];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> {
                int startA = start(ends, a);
                int startB = start(ends, b);
                int byLength = Integer.compare(ends[a] - startA, ends[b] - startB);
                return byLength != 0 ? byLength : Arrays.compareUnsigned(pool, startA, ends[a], pool, startB, ends[b]);
            });
            int[] place = new int[size];
            for (int i = 0; i < size; i++) {
                place[order[i]] = i;
            }
            return place;
        }

        /**
         * The index with the ids moved.
         *
         * @param place for each index given by {@link #add}, its new index; a permutation. Not modified.
         * @return an immutable index
         * @throws IllegalArgumentException if {@code place} is not a permutation of {@code 0..size()-1}, or if
         *     {@code place} is null
         */
        public IdIndex build(int[] place) {
            Checks.notNull(place, "place");
            Checks.that(place.length == size, "place must have %d entries, but had %d", size, place.length);
            int[] from = new int[size];
            Arrays.fill(from, -1);
            for (int i = 0; i < size; i++) {
                Checks.index(place[i], size, "place");
                Checks.that(from[place[i]] < 0, "place %d is taken twice", place[i]);
                from[place[i]] = i;
            }
            Builder moved = new Builder(key);
            for (int old : from) {
                moved.addEncoded(Arrays.copyOfRange(pool, start(ends, old), ends[old]));
            }
            return moved.build();
        }
    }

    private static final class Ids extends AbstractList<String> implements RandomAccess {
        private final IdIndex index;

        private Ids(IdIndex index) {
            this.index = index;
        }

        @Override
        public String get(int i) {
            return index.id(i);
        }

        @Override
        public int size() {
            return index.size();
        }
    }
}
