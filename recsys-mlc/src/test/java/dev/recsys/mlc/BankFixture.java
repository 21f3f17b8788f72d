package dev.recsys.mlc;

import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.data.Snapshot;
import dev.recsys.testkit.SmallBank;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The small bank with other roles, names or ages. */
public final class BankFixture {
    private BankFixture() {}

    /** The bank with these roles and no others. */
    public static Panel withRoles(int customers, List<String> protectedFeatures, List<String> creditItems) {
        return copy(SmallBank.panel(customers), catalogue(creditItems), schema(protectedFeatures), age -> age);
    }

    public static Catalogue catalogue(List<String> creditItems) {
        return Catalogue.builder()
                .items(SmallBank.PRODUCTS)
                .credit(creditItems.toArray(String[]::new))
                .build();
    }

    public static FeatureSchema schema(List<String> protectedFeatures) {
        return FeatureSchema.builder()
                .numeric("age")
                .numeric("income")
                .categorical("city")
                .protect(protectedFeatures)
                .build();
    }

    /** The same rows with other names, roles and ages: items, and features of the same kinds, stand for one another by place. */
    public static Panel copy(Panel panel, Catalogue catalogue, FeatureSchema schema, DoubleUnaryOperator age) {
        PanelBuilder copy = Panel.builder(catalogue, schema);
        for (Snapshot snapshot : panel.snapshots()) {
            FeatureTable features = snapshot.features();
            for (int row = 0; row < snapshot.rowCount(); row++) {
                copy.row(snapshot.date(), panel.users().id(snapshot.user(row)))
                        .number(schema.name(0), age.applyAsDouble(features.number(row, 0)))
                        .number(schema.name(1), features.number(row, 1));
                int city = features.code(row, 2);
                if (city >= 0) {
                    copy.category(schema.name(2), features.dictionary(2).id(city));
                }
                for (int item : snapshot.holdings().itemsOf(row)) {
                    copy.holds(catalogue.id(item));
                }
            }
        }
        return copy.build();
    }
}
