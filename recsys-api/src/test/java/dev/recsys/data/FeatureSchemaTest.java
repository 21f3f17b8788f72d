package dev.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSchemaTest {
    private static FeatureSchema ageAndCity() {
        return FeatureSchema.builder().numeric("age").categorical("city").build();
    }

    @Test
    void columns_inOrderOfCalls_haveNameAndKind() {
        FeatureSchema schema = ageAndCity();
        assertThat(schema.size()).isEqualTo(2);
        assertThat(schema.names()).containsExactly("age", "city");
        assertThat(schema.name(1)).isEqualTo("city");
        assertThat(schema.kind(0)).isEqualTo(Feature.Kind.NUMERIC);
        assertThat(schema.kind(1)).isEqualTo(Feature.Kind.CATEGORICAL);
        assertThat(schema.indexOf("city")).isEqualTo(1);
        assertThat(schema.indexOf("City")).isEqualTo(-1);
        assertThat(FeatureSchema.empty().size()).isZero();
    }

    @Test
    void build_nameTwice_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSchema.builder()
                        .numeric("age")
                        .categorical("age")
                        .build())
                .withMessage("the names of features must differ, but \"age\" appears twice");
    }

    @Test
    void add_blankOrNullName_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSchema.builder().numeric(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSchema.builder().categorical(null));
    }

    @Test
    void equals_otherNameKindOrOrder_isFalse() {
        assertThat(ageAndCity())
                .isEqualTo(ageAndCity())
                .hasSameHashCodeAs(ageAndCity())
                .isNotEqualTo(
                        FeatureSchema.builder().numeric("age").numeric("city").build())
                .isNotEqualTo(FeatureSchema.builder()
                        .categorical("city")
                        .numeric("age")
                        .build())
                .isNotEqualTo(FeatureSchema.empty());
    }

    @Test
    void build_labelOrProtectionOfNoColumn_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSchema.builder()
                        .numeric("age")
                        .label("aeg", "Age")
                        .build())
                .withMessage("there is no feature \"aeg\" to label; there are [age]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSchema.builder()
                        .numeric("age")
                        .protect(List.of("aeg"))
                        .build())
                .withMessage("there is no feature \"aeg\" to protect; there are [age]");
    }
}
