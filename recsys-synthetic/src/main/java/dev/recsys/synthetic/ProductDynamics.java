package dev.recsys.synthetic;

import static dev.recsys.synthetic.Products.bit;
import static dev.recsys.synthetic.Products.in;

import dev.recsys.synthetic.Customer.Origin;
import java.util.List;

/**
 * What customers hold first and how it changes month by month: each item has a hazard of addition and of removal that
 * depends on the kind of customer, the month, activity, seniority and a lasting propensity of the customer.
 *
 * <p>Three items flicker: direct debit, card and salary or pension come and go while the customer stays <em>attached</em>
 * to them, so most of their additions are re-activations. A pension moves {@code nom_pens} alone, a salary {@code nomina}
 * with it. Immutable and thread-safe.
 */
final class ProductDynamics {
    private static final int FLICKERING = bit(Products.RECIBO) | bit(Products.TJCR) | bit(Products.NOM_PENS);

    // Slots of draws: a block for the first holdings, then one a month.
    private static final int TRAITS = 64;
    private static final int FIRST = 128;
    private static final int MONTHLY = 1024;
    private static final int MONTH_BLOCK = 128;
    private static final int FOLLOW = 32;
    private static final int OTHER = 120;

    private static final double LEAVE = 0.0019;
    private static final double HABIT_CHANGE = 0.015;
    private static final double JOINS_WITHOUT = 0.4;

    private static final double LAST_DROP = 0.2;
    private static final double STEADY = 0.6;
    private static final double STEADY_DROP = 0.4;
    private static final double RESTLESS_DROP = 2.4;
    private static final double STEADY_RETURN = 0.22;
    private static final double RESTLESS_RETURN = 0.32;
    private static final double STAYS_ATTACHED = 0.82;
    private static final double ATTACHED_AND_HELD = 0.72;

    private final Products products;
    private final double[][][] addition; // month, archetype, item
    private final double[][] first; // archetype, item

    ProductDynamics(Products products, List<Archetype> archetypes) {
        this.products = products;
        first = new double[archetypes.size()][Products.COUNT];
        addition = new double[Months.MOST][archetypes.size()][Products.COUNT];
        for (int kind = 0; kind < archetypes.size(); kind++) {
            for (int item = 0; item < Products.COUNT; item++) {
                double share = archetypes.get(kind).held()[item];
                double odds = products.initialScale(item) * share;
                first[kind][item] = odds / (odds + 1 - share + 1e-12);
                double rate = archetypes.get(kind).added()[item] * products.addScale(item);
                for (int month = 1; month < Months.MOST; month++) {
                    addition[month][kind][item] = rate * (item == Products.NOM_PENS ? 1 : products.season(item, month));
                }
            }
        }
    }

    /** Sets what a customer holds on entry. Modified: the customer. */
    void enter(Customer customer) {
        long key = customer.key;
        customer.activeByHabit = Draws.uniform(key, TRAITS + 30) < customer.archetype.active();
        if (customer.origin == Origin.DORMANT
                || (customer.origin == Origin.JOINING && Draws.uniform(key, TRAITS + 31) < JOINS_WITHOUT)) {
            return;
        }
        for (int trial = 0; trial < 4 && customer.held == 0; trial++) {
            holdFirst(customer, FIRST + trial * MONTH_BLOCK);
        }
        if (customer.held == 0) {
            customer.held = bit(Products.CCO);
        }
    }

    private void holdFirst(Customer customer, int slot) {
        double[] share = first[customer.archetypeIndex];
        int held = 0;
        int attached = 0;
        for (int item = 0; item < Products.COUNT; item++) {
            double draw = Draws.uniform(customer.key, slot + item);
            if (in(FLICKERING, item)) {
                double attachedShare = Math.min(0.99, share[item] / ATTACHED_AND_HELD);
                if (customer.origin == Origin.JOINING) {
                    attachedShare *= 0.4;
                }
                if (draw < attachedShare) {
                    attached |= bit(item);
                    boolean on =
                            Draws.uniform(customer.key, slot + FOLLOW + item) < (steady(customer, item) ? 0.85 : 0.52);
                    held |= on ? bit(item) : 0;
                }
            } else if (item != Products.NOMINA && draw < share[item]) {
                held |= bit(item);
            }
        }
        if (in(held, Products.NOM_PENS) && !pensioner(customer)) {
            held |= bit(Products.NOMINA);
        }
        customer.held = held;
        customer.attached = attached;
    }

    /** Takes a customer from the month before to {@code month}. Modified: the customer. */
    void advance(Customer customer, int month) {
        int slot = MONTHLY + month * MONTH_BLOCK;
        long key = customer.key;
        if (customer.left || Draws.uniform(key, slot + OTHER) < LEAVE) {
            customer.left = true;
            return;
        }
        if (Draws.uniform(key, slot + OTHER + 1) < HABIT_CHANGE) {
            customer.activeByHabit = Draws.uniform(key, slot + OTHER + 2) < customer.archetype.active();
        }
        int before = customer.held;
        int taken = 0;
        int dropped = 0;
        double[] rates = addition[month][customer.archetypeIndex];
        double eagerness = eagerness(customer, month);
        for (int item = 0; item < Products.COUNT; item++) {
            if (item == Products.NOMINA) {
                continue;
            }
            double draw = Draws.uniform(key, slot + item);
            if (in(before, item)) {
                dropped |= draw < dropRate(customer, item) ? bit(item) : 0;
            } else if (draw < addRate(customer, item, month, rates[item] * eagerness)) {
                taken |= bit(item);
            }
        }
        taken |= CoAdditions.follow(taken, before, key, slot + FOLLOW);
        settle(customer, before, taken, dropped, slot);
    }

    private void settle(Customer customer, int before, int taken, int dropped, int slot) {
        long key = customer.key;
        int added = taken;
        int removed = dropped;
        if (in(added, Products.CNO) && in(before, Products.CCO) && Draws.uniform(key, slot + OTHER + 3) < 0.5) {
            removed |= bit(Products.CCO); // the payroll account takes the place of the current account
        }
        if (in(removed, Products.CNO) && Draws.uniform(key, slot + OTHER + 4) < 0.4) {
            added |= bit(Products.CCO) & ~before; // and the other way round
        }
        customer.attached |= added & FLICKERING;
        for (int left = removed & FLICKERING; left != 0; left &= left - 1) {
            int item = Integer.numberOfTrailingZeros(left);
            if (Draws.uniform(key, slot + FOLLOW + Products.COUNT + item) >= STAYS_ATTACHED) {
                customer.attached &= ~bit(item);
            }
        }
        if (in(added, Products.NOM_PENS)) {
            added |= pensioner(customer) ? 0 : bit(Products.NOMINA) & ~before;
        }
        if (in(removed, Products.NOM_PENS)) {
            removed |= bit(Products.NOMINA);
        }
        customer.held = (before | added) & ~removed;
    }

    private double dropRate(Customer customer, int item) {
        double rate = products.drop(item);
        if (in(FLICKERING, item)) {
            return rate * (steady(customer, item) ? STEADY_DROP : RESTLESS_DROP);
        }
        return customer.held == bit(item) ? rate * LAST_DROP : rate;
    }

    private double addRate(Customer customer, int item, int month, double usual) {
        double season = 1;
        if (item == Products.NOM_PENS) {
            season = pensioner(customer)
                    ? products.season(Products.NOM_PENS, month)
                    : products.season(Products.NOMINA, month);
        }
        if (in(customer.attached, item)) {
            double pull = steady(customer, item) ? STEADY_RETURN : RESTLESS_RETURN;
            return Math.min(0.95, pull * (item == Products.NOM_PENS ? season : products.season(item, month)));
        }
        return usual * season;
    }

    /** The factor on all first additions: activity, a short seniority, and a lasting trait with mean 1. */
    private static double eagerness(Customer customer, int month) {
        double trait = Draws.uniform(customer.key, TRAITS + 29);
        double factor = trait < 0.5 ? 0.4 : trait < 0.85 ? 1 : 3;
        if (customer.origin == Origin.JOINING) {
            int since = month - customer.entry;
            return factor * (since <= 3 ? 4 : since <= 6 ? 1.2 : 1);
        }
        if (customer.held == 0) {
            return factor * 0.35;
        }
        return factor * (customer.active() ? 1.3 : 0.5);
    }

    private static boolean steady(Customer customer, int item) {
        return Draws.uniform(customer.key, TRAITS + item) < STEADY;
    }

    private static boolean pensioner(Customer customer) {
        return Draws.uniform(customer.key, TRAITS + Products.NOMINA) < (customer.age >= 62 ? 0.8 : 0.05);
    }
}
