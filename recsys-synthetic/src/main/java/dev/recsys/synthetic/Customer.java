package dev.recsys.synthetic;

import org.jspecify.annotations.Nullable;

/**
 * Who a customer is and what the customer holds now: all that is kept of a customer while the months pass, about 150
 * bytes. Mutable.
 */
final class Customer {
    /** How a customer came into the panel. */
    enum Origin {
        INITIAL,
        DORMANT,
        JOINING
    }

    final int index;
    final long key;
    final Archetype archetype;
    final int archetypeIndex;
    final Origin origin;
    final byte entry;

    /** First and one past the last month of the gap; equal if there is none. */
    byte gapFrom;

    byte gapTo;

    /** In the reference month, see {@link CustomerFactory}. */
    short age;

    byte birthMonth;

    /** Days since 1970-01-01. */
    int joined;

    /** Whether all attributes are missing. */
    boolean blank;

    /** Hundredths; -1 if unknown. */
    long incomeCents = -1;

    @Nullable
    Token employee;

    @Nullable
    Token country;

    @Nullable
    Token sex;

    @Nullable
    Token resident;

    @Nullable
    Token foreign;

    @Nullable
    Token spouse;

    @Nullable
    Token channel;

    @Nullable
    Token deceased;

    @Nullable
    Token province;

    @Nullable
    Token provinceName;

    @Nullable
    Token segment;

    // What changes from month to month.
    int held;
    int attached;
    boolean activeByHabit;
    boolean left;

    Customer(int index, long key, Origin origin, int entry, Archetype archetype, int archetypeIndex) {
        this.index = index;
        this.key = key;
        this.origin = origin;
        this.entry = (byte) entry;
        this.archetype = archetype;
        this.archetypeIndex = archetypeIndex;
    }

    /** Whether the customer has a row in a month, given the state of that month. */
    boolean hasRow(int month) {
        return month >= entry && !left && (month < gapFrom || month >= gapTo);
    }

    /** Whole months since joining, at least 0. */
    int seniority(int month) {
        return Math.max(0, Months.between(joined, month));
    }

    boolean active() {
        return held != 0 && (activeByHabit || attached != 0 || (held & Products.OF_ACTIVE_CUSTOMERS) != 0);
    }
}
