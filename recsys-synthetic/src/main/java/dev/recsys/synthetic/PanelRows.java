package dev.recsys.synthetic;

import dev.recsys.data.Feature;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.io.SantanderSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects a bank's rows as a panel of the schema that the reader of the file gives. Not thread-safe. */
final class PanelRows implements RowSink {
    private static final List<String> CATEGORIES = SantanderSchema.features().names().stream()
            .filter(name -> kind(name) == Feature.Kind.CATEGORICAL)
            .toList();

    private final FeatureSchema schema = SantanderSchema.features();
    private final PanelBuilder builder = Panel.builder(SantanderSchema.catalogue(), schema);
    private final int[] columns = new int[CATEGORIES.size()];
    private final List<Map<Token, Integer>> codes = new ArrayList<>();
    private final @Nullable Token[] tokens = new Token[CATEGORIES.size()];
    private final Map<Integer, Integer> users = new HashMap<>();
    private final int age = schema.indexOf("age");
    private final int joined = schema.indexOf("fecha_alta");
    private final int seniority = schema.indexOf("antiguedad");
    private final int lastAsPrimary = schema.indexOf("ult_fec_cli_1t");
    private final int income = schema.indexOf("renta");

    PanelRows() {
        for (int i = 0; i < CATEGORIES.size(); i++) {
            columns[i] = schema.indexOf(CATEGORIES.get(i));
            codes.add(new IdentityHashMap<>());
        }
    }

    private static Feature.Kind kind(String name) {
        return SantanderSchema.features().kind(SantanderSchema.features().indexOf(name));
    }

    @Override
    public void accept(CustomerRow row) {
        int user = users.computeIfAbsent(row.id, id -> builder.userOf(Integer.toString(id)));
        builder.row(Months.date(row.month), user);
        row.categories(tokens);
        for (int i = 0; i < columns.length; i++) {
            Token token = tokens[i];
            if (token != null) {
                int column = columns[i];
                builder.category(column, codes.get(i).computeIfAbsent(token, t -> builder.codeOf(column, t.value())));
            }
        }
        number(age, row.age);
        number(joined, row.joined);
        number(seniority, row.seniorityUnreadable ? CustomerRow.MISSING : row.seniority);
        number(lastAsPrimary, row.lastAsPrimary);
        if (row.incomeCents >= 0) {
            builder.number(income, row.incomeCents / 100.0);
        }
        for (int rest = row.held; rest != 0; rest &= rest - 1) {
            builder.holds(Integer.numberOfTrailingZeros(rest));
        }
    }

    private void number(int column, int value) {
        if (value != CustomerRow.MISSING) {
            builder.number(column, value);
        }
    }

    Panel build() {
        return builder.build();
    }
}
