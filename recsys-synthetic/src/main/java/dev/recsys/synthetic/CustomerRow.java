package dev.recsys.synthetic;

import org.jspecify.annotations.Nullable;

/**
 * The values of one customer's row in one month, that both forms of the panel write. {@link #set} fills it; used for one
 * row after another. Mutable.
 */
final class CustomerRow {
    /** What a number is when it is missing. */
    static final int MISSING = Integer.MIN_VALUE;

    private static final int SLOTS = 4000;
    private static final int SLOTS_PER_MONTH = 8;
    private static final int REFERENCE_MONTH = 8;
    private static final int NEW_FOR_MONTHS = 6;

    private static final Token[] NEW = {Token.of("0", " 0"), Token.of("1", " 1")};
    private static final Token PRIMARY = Token.of("1", " 1");
    private static final Token PRIMARY_UNTIL_THIS_MONTH = Token.of("99");
    private static final Token[] RELATIONS = {
        Token.of("1", "1.0"),
        Token.of("1"),
        Token.of("3", "3.0"),
        Token.of("3"),
        Token.of("2", "2.0"),
        Token.of("2"),
        Token.of("4", "4.0"),
        Token.of("P")
    };
    private static final Weights RELATION_SHARES = new Weights(6_500, 3_490, 2, 2, 2, 2, 1, 1);
    private static final Token[] TYPES = {Token.of("A"), Token.of("I"), Token.of("P"), Token.of("R")};
    private static final Token ADDRESS = Token.of("1", " 1");
    private static final Token[] ACTIVE = {Token.of("0", " 0"), Token.of("1", " 1")};

    int month;
    int id;
    int held;

    /** Whether the file leaves the flags of {@code nomina} and {@code nom_pens} empty. */
    boolean salaryUnknown;

    int age;
    int joined;
    int seniority;
    boolean seniorityUnreadable;
    int lastAsPrimary;
    long incomeCents;

    @Nullable
    Token employee;

    @Nullable
    Token country;

    @Nullable
    Token sex;

    @Nullable
    Token isNew;

    @Nullable
    Token primary;

    @Nullable
    Token relation;

    @Nullable
    Token type;

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
    Token address;

    @Nullable
    Token province;

    @Nullable
    Token provinceName;

    @Nullable
    Token active;

    @Nullable
    Token segment;

    /** Shows a customer who has a row in a month, with the state of that month. */
    void set(Customer customer, int month) {
        this.month = month;
        id = SyntheticBank.FIRST_ID + customer.index;
        held = customer.held;
        salaryUnknown = false;
        if (customer.blank) {
            setBlank(month);
            return;
        }
        setLasting(customer);
        long key = customer.key;
        int slot = SLOTS + month * SLOTS_PER_MONTH;
        age = Math.max(2, customer.age + Math.floorDiv(month - REFERENCE_MONTH + customer.birthMonth, 12));
        joined = customer.joined;
        seniority = customer.seniority(month);
        seniorityUnreadable = joined > Months.day(month) && Draws.uniform(key, slot) < 0.004;
        boolean young = seniority < NEW_FOR_MONTHS;
        isNew = NEW[young ? 1 : 0];
        boolean leaving = Draws.uniform(key, slot + 1) < 0.002;
        primary = leaving ? PRIMARY_UNTIL_THIS_MONTH : PRIMARY;
        lastAsPrimary = leaving ? Months.day(month) - Draws.below(key, slot + 2, 27) : MISSING;
        boolean isActive = customer.active();
        active = ACTIVE[isActive ? 1 : 0];
        boolean firstMonth = customer.origin == Customer.Origin.JOINING && month == customer.entry;
        relation = firstMonth ? null : RELATIONS[RELATION_SHARES.pick(Draws.uniform(key, slot + 3))];
        double odd = Draws.uniform(key, slot + 4);
        boolean looksActive = isActive != (Draws.uniform(key, SLOTS - 1) < 0.1);
        type = firstMonth ? null : odd < 0.0005 ? TYPES[odd < 0.0004 ? 2 : 3] : TYPES[looksActive ? 0 : 1];
        if (firstMonth && Draws.uniform(key, slot + 5) < 0.95) {
            segment = null;
            channel = null;
        }
        boolean incomeUnknown =
                young && customer.origin == Customer.Origin.JOINING && Draws.uniform(key, SLOTS - 2) < 0.95;
        incomeCents = incomeUnknown ? -1 : customer.incomeCents;
    }

    private void setLasting(Customer customer) {
        employee = customer.employee;
        country = customer.country;
        sex = customer.sex;
        resident = customer.resident;
        foreign = customer.foreign;
        spouse = customer.spouse;
        channel = customer.channel;
        deceased = customer.deceased;
        address = ADDRESS;
        province = customer.province;
        provinceName = customer.provinceName;
        segment = customer.segment;
    }

    private void setBlank(int month) {
        salaryUnknown = month < 10 && (held & (Products.bit(Products.NOMINA) | Products.bit(Products.NOM_PENS))) == 0;
        age = MISSING;
        joined = MISSING;
        seniority = MISSING;
        seniorityUnreadable = false;
        lastAsPrimary = MISSING;
        incomeCents = -1;
        employee = null;
        country = null;
        sex = null;
        isNew = null;
        primary = null;
        relation = null;
        type = null;
        resident = null;
        foreign = null;
        spouse = null;
        channel = null;
        deceased = null;
        address = null;
        province = null;
        provinceName = null;
        active = null;
        segment = null;
    }

    /** The categories in the order of the file's columns; the numbers stand between them. */
    void categories(@Nullable Token[] into) {
        into[0] = employee;
        into[1] = country;
        into[2] = sex;
        into[3] = isNew;
        into[4] = primary;
        into[5] = relation;
        into[6] = type;
        into[7] = resident;
        into[8] = foreign;
        into[9] = spouse;
        into[10] = channel;
        into[11] = deceased;
        into[12] = address;
        into[13] = province;
        into[14] = provinceName;
        into[15] = active;
        into[16] = segment;
    }
}
