package dev.recsys.io;

import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Item;
import dev.recsys.data.Period;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * The 48 columns of {@code train_ver2.csv}: a date, a customer, 22 features and 24 product flags. Features keep the
 * file's column names; an item's id is its column without {@code ind_} and {@code _fin_ult1} or {@code _ult1}.
 */
public final class SantanderSchema {
    static final String DATE = "fecha_dato";
    static final String USER = "ncodpers";

    private static final Catalogue CATALOGUE = Catalogue.ofItems(List.of(
            item("ahor", "savings account", "accounts", "ind_ahor_fin_ult1"),
            credit("aval", "guarantees", "credit", "ind_aval_fin_ult1"),
            item("cco", "current account", "accounts", "ind_cco_fin_ult1"),
            item("cder", "derivatives account", "accounts", "ind_cder_fin_ult1"),
            item("cno", "payroll account", "accounts", "ind_cno_fin_ult1"),
            item("ctju", "junior account", "accounts", "ind_ctju_fin_ult1"),
            item("ctma", "más particular account", "accounts", "ind_ctma_fin_ult1"),
            item("ctop", "particular account", "accounts", "ind_ctop_fin_ult1"),
            item("ctpp", "particular plus account", "accounts", "ind_ctpp_fin_ult1"),
            item("deco", "short-term deposit", "savings", "ind_deco_fin_ult1"),
            item("deme", "medium-term deposit", "savings", "ind_deme_fin_ult1"),
            item("dela", "long-term deposit", "savings", "ind_dela_fin_ult1"),
            item("ecue", "e-account", "accounts", "ind_ecue_fin_ult1"),
            item("fond", "funds", "savings", "ind_fond_fin_ult1"),
            credit("hip", "mortgage", "credit", "ind_hip_fin_ult1"),
            item("plan", "pension plan", "savings", "ind_plan_fin_ult1"),
            credit("pres", "loan", "credit", "ind_pres_fin_ult1"),
            item("reca", "tax payments", "payments", "ind_reca_fin_ult1"),
            credit("tjcr", "credit card", "credit", "ind_tjcr_fin_ult1"),
            item("valo", "securities", "savings", "ind_valo_fin_ult1"),
            item("viv", "home account", "accounts", "ind_viv_fin_ult1"),
            item("nomina", "payroll", "payments", "ind_nomina_ult1"),
            item("nom_pens", "pension payments", "payments", "ind_nom_pens_ult1"),
            item("recibo", "direct debit", "payments", "ind_recibo_ult1")));

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
            .label("ind_empleado", "employment with the bank")
            .label("pais_residencia", "country of residence")
            .label("sexo", "sex")
            .label("fecha_alta", "date of joining")
            .label("ind_nuevo", "being a new customer")
            .label("antiguedad", "time with the bank")
            .label("indrel", "primary relation")
            .label("ult_fec_cli_1t", "last date as a primary customer")
            .label("indrel_1mes", "type of customer")
            .label("tiprel_1mes", "relation with the bank")
            .label("indresi", "residence")
            .label("indext", "foreign birth")
            .label("conyuemp", "marriage to an employee")
            .label("canal_entrada", "channel")
            .label("indfall", "being deceased")
            .label("tipodom", "address type")
            .label("cod_prov", "province code")
            .label("nomprov", "province")
            .label("ind_actividad_cliente", "activity")
            .label("renta", "income")
            .label("segmento", "segment")
            .protect("age", "indext", "indresi", "pais_residencia", "sexo")
            .build();

    private static final List<String> DATES = List.of("fecha_alta", "ult_fec_cli_1t");

    private SantanderSchema() {}

    private static Item item(String id, String label, String group, String column) {
        return Item.of(id).withLabel(label).withGroup(group).withAttribute(Item.ALIAS, column);
    }

    private static Item credit(String id, String label, String group, String column) {
        return item(id, label, group, column).asCredit();
    }

    /**
     * The products with labels and groups; guarantees, mortgages, loans and the credit card are credit. A product is found
     * by its column's name too.
     *
     * @return 24 items, {@code ahor} to {@code recibo}
     */
    public static Catalogue catalogue() {
        return CATALOGUE;
    }

    /**
     * The product ids in the order of the original header.
     *
     * @return 24 ids, {@code ahor} to {@code recibo}
     */
    public static List<String> items() {
        return CATALOGUE.ids().ids();
    }

    /**
     * The columns of the product flags, in the order of {@link #items()}.
     *
     * @return 24 names, {@code ind_ahor_fin_ult1} to {@code ind_recibo_ult1}
     */
    public static List<String> itemColumns() {
        return CATALOGUE.items().stream()
                .map(item -> Checks.notNull(item.attributes().get(Item.ALIAS), item.id()))
                .toList();
    }

    /**
     * The features, in the order of the original header. Numeric are {@code age} (years), {@code antiguedad} (months),
     * {@code renta} (a year's gross household income), and the dates {@code fecha_alta} and {@code ult_fec_cli_1t}
     * (days since 1970-01-01); all others are categorical. Protected are age, sex, nationality ({@code indext},
     * {@code indresi}) and country of residence.
     *
     * @return the schema of 22 columns
     */
    public static FeatureSchema features() {
        return FEATURES;
    }

    /**
     * The features that are dates, as days since 1970-01-01.
     *
     * @return {@code fecha_alta} and {@code ult_fec_cli_1t}
     */
    public static List<String> dateFeatures() {
        return DATES;
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
                    default -> DATES.contains(name) ? NumberRule.date() : NumberRule.any();
                })
                .toList();
        return new PanelLayout(
                DATE,
                USER,
                FEATURES,
                rules,
                CATALOGUE,
                itemColumns(),
                "fecha_alta",
                PanelLayout.Dirt.SPREADSHEET,
                Period.MONTH);
    }
}
