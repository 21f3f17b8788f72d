package dev.recsys.io;

import dev.recsys.data.FeatureSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * The 48 columns of {@code train_ver2.csv}: a date, a customer, 22 features and 24 product flags. Features keep the
 * file's column names; an item's id is its column without {@code ind_} and {@code _fin_ult1} or {@code _ult1}.
 */
public final class SantanderSchema {
    static final String DATE = "fecha_dato";
    static final String USER = "ncodpers";

    private static final List<String> ITEMS = List.of(
            "ahor",
            "aval",
            "cco",
            "cder",
            "cno",
            "ctju",
            "ctma",
            "ctop",
            "ctpp",
            "deco",
            "deme",
            "dela",
            "ecue",
            "fond",
            "hip",
            "plan",
            "pres",
            "reca",
            "tjcr",
            "valo",
            "viv",
            "nomina",
            "nom_pens",
            "recibo");

    private static final FeatureSchema FEATURES = FeatureSchema.builder()
            .categorical("ind_empleado")
            .categorical("pais_residencia")
            .categorical("sexo")
            .numeric("age")
            .numeric("fecha_alta")
            .categorical("ind_nuevo")
            .numeric("antiguedad")
            .categorical("indrel")
            .numeric("ult_fec_cli_1t")
            .categorical("indrel_1mes")
            .categorical("tiprel_1mes")
            .categorical("indresi")
            .categorical("indext")
            .categorical("conyuemp")
            .categorical("canal_entrada")
            .categorical("indfall")
            .categorical("tipodom")
            .categorical("cod_prov")
            .categorical("nomprov")
            .categorical("ind_actividad_cliente")
            .numeric("renta")
            .categorical("segmento")
            .build();

    private SantanderSchema() {}

    /**
     * The product ids in the order of the original header.
     *
     * @return 24 ids, {@code ahor} to {@code recibo}
     */
    public static List<String> items() {
        return ITEMS;
    }

    /**
     * The columns of the product flags, in the order of {@link #items()}.
     *
     * @return 24 names, {@code ind_ahor_fin_ult1} to {@code ind_recibo_ult1}
     */
    public static List<String> itemColumns() {
        return ITEMS.stream()
                .map(item -> ITEMS.indexOf(item) < ITEMS.indexOf("nomina")
                        ? "ind_" + item + "_fin_ult1"
                        : "ind_" + item + "_ult1")
                .toList();
    }

    /**
     * The features, in the order of the original header. Numeric are {@code age} (years), {@code antiguedad} (months),
     * {@code renta} (a year's gross household income), and the dates {@code fecha_alta} and {@code ult_fec_cli_1t}
     * (days since 1970-01-01); all others are categorical.
     *
     * @return the schema of 22 columns
     */
    public static FeatureSchema features() {
        return FEATURES;
    }

    /**
     * All columns in the order of the original header.
     *
     * @return 48 names, {@code fecha_dato} to {@code ind_recibo_ult1}
     */
    public static List<String> columns() {
        List<String> all = new ArrayList<>(List.of(DATE, USER));
        all.addAll(FEATURES.names());
        all.addAll(itemColumns());
        return List.copyOf(all);
    }

    /** How the columns of {@link #features()} and {@link #items()} are read, dirt included. */
    static PanelLayout layout() {
        List<NumberRule> rules = FEATURES.names().stream()
                .map(name -> switch (name) {
                    case "age" -> NumberRule.range(0, 200);
                    case "antiguedad" -> NumberRule.range(0, 2400).missingAt(-999_999);
                    case "renta" -> NumberRule.range(0, 1e12);
                    case "fecha_alta", "ult_fec_cli_1t" -> NumberRule.date();
                    default -> NumberRule.any();
                })
                .toList();
        return new PanelLayout(
                DATE, USER, FEATURES, rules, ITEMS, itemColumns(), "fecha_alta", PanelLayout.Dirt.SPREADSHEET);
    }
}
