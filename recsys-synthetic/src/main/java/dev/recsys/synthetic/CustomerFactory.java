package dev.recsys.synthetic;

import dev.recsys.synthetic.Customer.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Says who a customer is: kind, entry into the panel, and the attributes that stay. Each customer comes from the seed and
 * the customer's index alone. Immutable and thread-safe.
 */
final class CustomerFactory {
    /** The first ages of the bands that kinds weigh. */
    private static final int[] AGE_BANDS = {0, 18, 20, 22, 24, 26, 30, 35, 40, 45, 50, 55, 60, 65, 70, 80};

    /** The first seniorities, in months in January 2015, of the bands that kinds weigh, and an end. */
    private static final int[] SENIORITY_BANDS = {0, 12, 24, 36, 48, 72, 108, 132, 156, 180, 240};

    /** New customers a month of 956,645: the growth of the published row counts plus those who left. */
    private static final double[] ENTRANTS = {
        625457, 3500, 3370, 2715, 3150, 1710, 199568, 14940, 23800, 28370, 15420, 7470, 5800, 6190, 5730, 4750, 4730
    };

    private static final int JULY_2015 = 6;
    private static final double DORMANT_IN_JULY = 0.95;
    private static final double GAP = 0.011;
    private static final double BLANK = 0.0026;
    private static final double INCOME_SPREAD = 0.51;
    private static final double INCOME_TAIL_SHARE = 0.10;
    private static final double INCOME_TAIL = 0.60;

    private final long seed;
    private final List<Archetype> archetypes;
    private final Map<Origin, Weights> kinds = new EnumMap<>(Origin.class);
    private final Weights entries;
    private final AttributeTables tables = new AttributeTables();
    private final List<Weights> agesInBand = new ArrayList<>();

    CustomerFactory(long seed, int months, List<Archetype> archetypes) {
        this.seed = seed;
        this.archetypes = archetypes;
        kinds.put(Origin.INITIAL, weights(Archetype::initial));
        kinds.put(Origin.DORMANT, weights(Archetype::dormant));
        kinds.put(Origin.JOINING, weights(Archetype::joining));
        entries = new Weights(Arrays.copyOf(ENTRANTS, months));
        double[] histogram = ageHistogram();
        for (int band = 0; band < AGE_BANDS.length; band++) {
            int end = band + 1 < AGE_BANDS.length ? AGE_BANDS[band + 1] : histogram.length;
            agesInBand.add(new Weights(Arrays.copyOfRange(histogram, AGE_BANDS[band], end)));
        }
    }

    private Weights weights(ToDoubleFunction<Archetype> weight) {
        return new Weights(archetypes.stream().mapToDouble(weight).toArray());
    }

    private static double[] ageHistogram() {
        double[] histogram = new double[165];
        for (String[] row : Tables.read("ages.csv", ",")) {
            histogram[Integer.parseInt(row[0])] = Integer.parseInt(row[1]);
        }
        return histogram;
    }

    /** The customer of an index, before the first month. */
    Customer create(int index) {
        long key = Draws.key(seed, index);
        int entry = entries.pick(Draws.uniform(key, 0));
        Origin origin = origin(key, entry);
        int kind = Objects.requireNonNull(kinds.get(origin)).pick(Draws.uniform(key, 2));
        Customer customer = new Customer(index, key, origin, entry, archetypes.get(kind), kind);
        gap(customer);
        customer.joined = joined(customer);
        customer.blank = origin == Origin.INITIAL && Draws.uniform(key, 3) < BLANK;
        int band = customer.archetype.ages().pick(Draws.uniform(key, 4));
        customer.age = (short) (AGE_BANDS[band] + agesInBand.get(band).pick(Draws.uniform(key, 5)));
        customer.birthMonth = (byte) Draws.below(key, 6, 12);
        int province = tables.assign(customer);
        income(customer, province);
        return customer;
    }

    private static Origin origin(long key, int entry) {
        if (entry == 0) {
            return Origin.INITIAL;
        }
        return entry == JULY_2015 && Draws.uniform(key, 1) < DORMANT_IN_JULY ? Origin.DORMANT : Origin.JOINING;
    }

    private static void gap(Customer customer) {
        int room = Months.MOST - 2 - customer.entry;
        if (room > 0 && Draws.uniform(customer.key, 7) < GAP) {
            customer.gapFrom = (byte) (customer.entry + 1 + Draws.below(customer.key, 8, room));
            customer.gapTo = (byte) (customer.gapFrom + 1 + Draws.below(customer.key, 9, 3));
        }
    }

    private static int joined(Customer customer) {
        long key = customer.key;
        if (customer.origin == Origin.JOINING) {
            int day = Months.day(customer.entry);
            boolean later = Draws.uniform(key, 10) < 0.08; // the file has some who join after their first snapshot
            return later ? day + 1 + Draws.below(key, 11, 20) : day - Draws.below(key, 11, 28);
        }
        int band = customer.archetype.seniority().pick(Draws.uniform(key, 10));
        double within = Draws.uniform(key, 11);
        within *= band == SENIORITY_BANDS.length - 2 ? 0.65 + 0.35 * within : 1; // the longest thin out
        int months = SENIORITY_BANDS[band] + (int) (within * (SENIORITY_BANDS[band + 1] - SENIORITY_BANDS[band]));
        int day = Months.day(0) - (int) (months * 30.4368) - Draws.below(key, 12, 30);
        return Math.min(day, Months.day(customer.entry));
    }

    private void income(Customer customer, int province) {
        long key = customer.key;
        if (Draws.uniform(key, 30) < customer.archetype.incomeMissing()) {
            return;
        }
        double log = tables.meanLogIncome(province)
                + customer.archetype.income()
                + INCOME_SPREAD * Draws.normal(key, 32)
                - INCOME_TAIL_SHARE * INCOME_TAIL;
        if (Draws.uniform(key, 31) < INCOME_TAIL_SHARE) {
            log -= INCOME_TAIL * StrictMath.log(1 - Draws.uniform(key, 34));
        }
        customer.incomeCents = Math.max(100_000, (long) (100 * StrictMath.exp(Math.min(log, 17))));
    }
}
