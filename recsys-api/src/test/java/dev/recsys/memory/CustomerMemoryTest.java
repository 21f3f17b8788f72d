package dev.recsys.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.internal.resolve.Resolver;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityModel;
import dev.recsys.popularity.PopularityTrainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerMemoryTest {
    private static final LocalDate MARCH = LocalDate.of(2020, 3, 31);
    private static final byte[] KEY = "0123456789abcdef".getBytes(UTF_8);
    private static final MemoryNeeds NEEDS = new MemoryNeeds(Set.of("age", "city"), 3, Set.of("city"), 0);

    @TempDir
    private Path folder;

    /** Three customers; "carol" comes and "ann" takes the fund in April. */
    private static Panel panel(int months) {
        FeatureSchema schema =
                FeatureSchema.builder().numeric("age").categorical("city").build();
        PanelBuilder panel = Panel.builder(List.of("account", "card", "fund"), schema);
        panel.row(MARCH, "ann").number("age", 30).category("city", "north").holds("account");
        panel.row(MARCH, "bob").number("age", 40).category("city", "south").holds("card");
        if (months > 1) {
            LocalDate april = MARCH.plusMonths(1);
            panel.row(april, "ann").number("age", 31).category("city", "south").holds("account");
            panel.holds("fund");
            panel.row(april, "bob").number("age", 40).category("city", "south").holds("card");
            panel.row(april, "carol").number("age", 50).category("city", "east");
        }
        return panel.build();
    }

    private static CustomerMemory memory(int months) {
        return CustomerMemory.of(panel(months), NEEDS);
    }

    private static KnownCustomer known(CustomerMemory memory, String id) {
        return new Resolver(panel(2).vocabulary(), memory)
                .resolve(RecommendationRequest.forUser(id).build())
                .customer();
    }

    private static PopularityModel model(int months) {
        return new PopularityTrainer(PopularityConfig.defaults()).train(panel(months));
    }

    private static void assertRemembers(CustomerMemory memory) {
        KnownCustomer ann = known(memory, "ann");
        assertThat(ann.isRemembered()).isTrue();
        assertThat(ann.held()).containsExactly(0, 2);
        assertThat(ann.weights()).containsExactly(1f, 0.5f);
        assertThat(ann.features().number(0)).isEqualTo(31);
        assertThat(ann.featuresBefore().code(1)).isEqualTo(panel(2).vocabulary().code(1, "north"));
        assertThat(ann.history().holds(1, 0)).isTrue();
        assertThat(ann.history().holds(1, 2)).isFalse();
        assertThat(known(memory, "bob").held()).containsExactly(1);
        assertThat(known(memory, "dora").isRemembered()).isFalse();
    }

    @Test
    void resolve_rememberedCustomer_hasAllThatIsKnown() {
        assertRemembers(memory(2));
        assertThat(memory(2).asOf()).contains(MARCH.plusMonths(1).withDayOfMonth(30));
        assertThat(memory(2).remembersBefore(0)).as("age").isFalse();
        assertThat(memory(2).remembersBefore(1)).as("city").isTrue();
    }

    @Test
    void pseudonymised_sameKey_findsCustomersAndHidesIds() throws Exception {
        CustomerMemory hidden = memory(2).pseudonymised(KEY);
        assertRemembers(hidden);
        assertThat(hidden.isPseudonymised()).isTrue();
        assertThat(hidden.customers().ids()).allMatch(id -> id.matches("[0-9a-f]{32}"));
        Path file = folder.resolve("hidden.recsys");
        Bundle.of(model(2)).with(hidden).save(file);
        assertThat(new String(Files.readAllBytes(file), UTF_8)).doesNotContain("ann", "bob", "carol");
        Bundle loaded = Bundle.load(file);
        RecommendationRequest ann = RecommendationRequest.forUser("ann").build();
        assertThatIllegalStateException()
                .isThrownBy(() -> loaded.recommend(ann))
                .withMessageContaining("unlocked(key)");
        CustomerMemory locked = loaded.memory().orElseThrow();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> locked.unlocked("another key of 16".getBytes(UTF_8)))
                .withMessage("this is not the key the memory was pseudonymised with");
        assertRemembers(locked.unlocked(KEY));
        assertThat(loaded.with(locked.unlocked(KEY)).recommend(ann).itemIds()).containsExactly("card");
        assertThatIllegalStateException().isThrownBy(() -> hidden.pseudonymised(KEY));
        assertThatIllegalStateException().isThrownBy(() -> memory(2).unlocked(KEY));
        assertThatIllegalArgumentException().isThrownBy(() -> memory(2).pseudonymised(new byte[15]));
    }

    @Test
    void without_customer_forgetsThatOneOnly() {
        for (CustomerMemory memory : List.of(memory(2), memory(2).pseudonymised(KEY))) {
            CustomerMemory smaller = memory.without("bob");
            assertThat(smaller.size()).isEqualTo(2);
            assertThat(known(smaller, "bob").isRemembered()).isFalse();
            assertThat(known(smaller, "bob").held()).isEmpty();
            assertThat(known(smaller, "ann").held()).containsExactly(0, 2);
            assertThat(known(smaller, "carol").features().number(0)).isEqualTo(50);
            assertThat(memory.without("dora")).isSameAs(memory);
        }
    }

    /** ALS trained through March and composed through April offered customers products they own. */
    @Test
    void remembering_newerSnapshot_offersNothingTakenSinceTheTraining() {
        PopularityModel march = model(1);
        RecommendationRequest ann = RecommendationRequest.forUser("ann").build();
        assertThat(Bundle.of(march).remembering(panel(1)).recommend(ann).itemIds())
                .contains("fund");
        Recommendations refreshed = Bundle.of(march).remembering(panel(2)).recommend(ann);
        assertThat(refreshed.itemIds()).containsExactly("card");
        assertThat(refreshed.generation()).isEqualTo(march.info().modelHash());
    }

    @Test
    void resolve_otherVocabulary_matchesByName() {
        FeatureSchema schema = FeatureSchema.builder()
                .categorical("city")
                .numeric("age")
                .numeric("income")
                .build();
        Panel other = Panel.builder(Catalogue.of(List.of("loan", "fund", "account")), schema)
                .row(MARCH, "x")
                .category("city", "south")
                .build();
        KnownCustomer ann = new Resolver(other.vocabulary(), memory(2))
                .resolve(RecommendationRequest.forUser("ann").build())
                .customer();
        assertThat(ann.held()).containsExactly(1, 2);
        assertThat(ann.weights()).containsExactly(0.5f, 1f);
        assertThat(ann.features().code(0)).isZero();
        assertThat(ann.features().number(1)).isEqualTo(31);
        assertThat(ann.features().number(2)).isNaN();
        assertThat(ann.featuresBefore().code(0))
                .as("the north is unknown there")
                .isEqualTo(-1);
        assertThat(ann.history().holds(1, 2)).isTrue();
        assertThat(ann.history().holds(1, 1)).isFalse();
    }

    @Test
    void toString_anyMemory_namesNoCustomer() {
        assertThat(memory(2)).hasToString("CustomerMemory[3 customers, 3 items]");
        assertThat(memory(2).pseudonymised(KEY)).hasToString("CustomerMemory[3 customers, 3 items, pseudonymised]");
    }
}
