package dev.recsys.synthetic;

import java.util.ArrayList;
import java.util.List;

/** The catalogue in the file's order and the rate table of the resources. Immutable and thread-safe. */
final class Products {
    static final int CCO = 2;
    static final int CNO = 4;
    static final int CTMA = 6;
    static final int DECO = 9;
    static final int DEME = 10;
    static final int DELA = 11;
    static final int ECUE = 12;
    static final int FOND = 13;
    static final int HIP = 14;
    static final int PLAN = 15;
    static final int PRES = 16;
    static final int RECA = 17;
    static final int TJCR = 18;
    static final int VALO = 19;
    static final int VIV = 20;
    static final int NOMINA = 21;
    static final int NOM_PENS = 22;
    static final int RECIBO = 23;
    static final int COUNT = 24;

    /** Nearly all who hold one of these are active. */
    static final int OF_ACTIVE_CUSTOMERS = bit(CNO)
            | bit(DECO)
            | bit(DEME)
            | bit(DELA)
            | bit(FOND)
            | bit(HIP)
            | bit(PLAN)
            | bit(TJCR)
            | bit(VALO)
            | bit(NOMINA)
            | bit(NOM_PENS)
            | bit(RECIBO);

    private final List<String> items = new ArrayList<>();
    private final double[] drop = new double[COUNT];
    private final double[] initialScale = new double[COUNT];
    private final double[] addScale = new double[COUNT];
    private final double[][] season = new double[COUNT][];

    Products() {
        for (String[] row : Tables.read("products.csv", ",")) {
            int item = items.size();
            items.add(row[0]);
            drop[item] = Double.parseDouble(row[1]) / 100;
            initialScale[item] = Double.parseDouble(row[2]);
            addScale[item] = Double.parseDouble(row[3]);
            season[item] = Tables.numbers(row[4], 100);
        }
    }

    /** The item ids, in order of their index. */
    List<String> items() {
        return List.copyOf(items);
    }

    /** The share of owners that gives an item up in a month. */
    double drop(int item) {
        return drop[item];
    }

    /** The factor on the odds of holding an item in the first month. */
    double initialScale(int item) {
        return initialScale[item];
    }

    /** The factor on an archetype's rate of additions. */
    double addScale(int item) {
        return addScale[item];
    }

    /** How the additions of a month, from 1 on, compare with the mean month. */
    double season(int item, int month) {
        return season[item][month - 1];
    }

    static int bit(int item) {
        return 1 << item;
    }

    static boolean in(int set, int item) {
        return (set >>> item & 1) != 0;
    }
}
