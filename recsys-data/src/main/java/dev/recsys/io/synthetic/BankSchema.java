package dev.recsys.io.synthetic;

import dev.recsys.data.FeatureSchema;
import java.util.ArrayList;
import java.util.List;

/** The 48 columns of the original file: date, customer, 22 features and 24 flags. */
final class BankSchema {
    private static final List<String> NUMERIC = List.of("age", "fecha_alta", "antiguedad", "ult_fec_cli_1t", "renta");
    private static final List<String> FEATURES = List.of(
            "ind_empleado",
            "pais_residencia",
            "sexo",
            "age",
            "fecha_alta",
            "ind_nuevo",
            "antiguedad",
            "indrel",
            "ult_fec_cli_1t",
            "indrel_1mes",
            "tiprel_1mes",
            "indresi",
            "indext",
            "conyuemp",
            "canal_entrada",
            "indfall",
            "tipodom",
            "cod_prov",
            "nomprov",
            "ind_actividad_cliente",
            "renta",
            "segmento");

    private BankSchema() {}

    /** Ages, months, incomes and dates (days since 1970-01-01) are numeric, all others categorical. */
    static FeatureSchema features() {
        FeatureSchema.Builder schema = FeatureSchema.builder();
        for (String name : FEATURES) {
            if (NUMERIC.contains(name)) {
                schema.numeric(name);
            } else {
                schema.categorical(name);
            }
        }
        return schema.build();
    }

    /** The categorical features in order. */
    static List<String> categories() {
        return FEATURES.stream().filter(name -> !NUMERIC.contains(name)).toList();
    }

    /** The header in order. */
    static List<String> columns(List<String> items) {
        List<String> all = new ArrayList<>(List.of("fecha_dato", "ncodpers"));
        all.addAll(FEATURES);
        for (int item = 0; item < items.size(); item++) {
            all.add("ind_" + items.get(item) + (item < Products.NOMINA ? "_fin_ult1" : "_ult1"));
        }
        return List.copyOf(all);
    }
}
