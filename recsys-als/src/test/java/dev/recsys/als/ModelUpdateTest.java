package dev.recsys.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.RecommendationRequest;
import dev.recsys.als.AlsConfig.Weighting.Kind;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.testkit.SmallBank;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelUpdateTest {
    private static final AlsConfig CONFIG = AlsConfig.forEvents()
            .withFactors(5)
            .withIterations(8)
            .withWeighting(AlsConfig.forEvents().weighting().withKind(Kind.TF_IDF));

    /** Even users take even items, odd users odd ones. */
    private static EventLog.Builder events(int items) {
        SplittableRandom random = new SplittableRandom(4);
        EventLog.Builder log = EventLog.builder();
        for (int user = 0; user < 90; user++) {
            for (int i = 0; i < 8; i++) {
                int item = 2 * random.nextInt(items / 2) + user % 2;
                log.add("u" + user, "i" + item, 1 + random.nextInt(2), Instant.EPOCH);
            }
        }
        return log;
    }

    private static Bundle bundle(AlsConfig config, Dataset data) {
        return Bundle.of(new AlsTrainer(config).train(data)).remembering(data);
    }

    private static AlsModel modelOf(Bundle bundle) {
        return (AlsModel) bundle.model();
    }

    private static List<String> offers(Bundle model, String user, int limit) {
        return model.recommend(RecommendationRequest.forUser(user).limit(limit).build())
                .itemIds();
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 80})
    void update_eventsOfKnownItems_onlyUsersChange(int items) {
        AlsTrainer trainer = new AlsTrainer(CONFIG);
        Bundle model = bundle(CONFIG, events(items).build());
        EventLog news = EventLog.builder()
                .add("u4", "i7", 2, Instant.EPOCH)
                .add("stranger", "i3", 1, Instant.EPOCH)
                .add("stranger", "i5", 1, Instant.EPOCH)
                .build();
        Bundle updated = trainer.update(model, news, List.of());
        assertThat(updated.catalogue()).isEqualTo(model.catalogue());
        for (int user = 0; user < 90; user++) {
            if (user != 4) {
                RecommendationRequest request =
                        RecommendationRequest.forUser("u" + user).build();
                assertThat(updated.recommend(request).items())
                        .isEqualTo(model.recommend(request).items());
            }
        }
        RecommendationRequest told =
                RecommendationRequest.anonymous().holdings(List.of("i3", "i5")).build();
        assertThat(updated.recommend(RecommendationRequest.forUser("stranger").build())
                        .items())
                .isEqualTo(model.recommend(told).items());
        assertThat(offers(updated, "u4", items)).doesNotContain("i7");
        assertThat(offers(model, "u4", items)).contains("i7");
        assertThat(updated.info().notes())
                .containsEntry("updatedFrom", model.info().modelHash());
        assertThat(updated.info().userCount()).isEqualTo(91);
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 32, 80})
    void update_newItem_isOfferedToThoseItSuits(int items) throws Exception {
        AlsTrainer trainer = new AlsTrainer(CONFIG);
        Bundle model = bundle(CONFIG, events(items).build());
        EventLog.Builder news = EventLog.builder();
        for (int user = 0; user < 60; user += 2) {
            news.add("u" + user, "novelty", 1, Instant.EPOCH);
        }
        Bundle updated = trainer.update(model, news.build(), List.of());
        assertThat(updated.catalogue().ids().ids().subList(0, items))
                .isEqualTo(model.catalogue().ids().ids());
        assertThat(updated.catalogue().id(items)).isEqualTo("novelty");
        assertThat(offers(updated, "u72", items / 4 + 1)).contains("novelty");
        assertThat(offers(updated, "u73", items / 4 + 1)).doesNotContain("novelty");
        // Old items keep their factors, but for a turn.
        Map<String, Double> before = modelOf(model).similarItems("i2", items);
        Map<String, Double> after = modelOf(updated).similarItems("i2", items + 1);
        before.forEach((item, cosine) -> assertThat(after.get(item)).isCloseTo(cosine, within(1e-4)));
        AlsCodec codec = new AlsCodec();
        Bundle read = updated.memory()
                .map(Bundle.of((AlsModel) codec.read(updated.info(), codec.write(modelOf(updated))))::with)
                .orElseThrow();
        for (int user = 0; user < 90; user++) {
            assertThat(offers(read, "u" + user, 9)).isEqualTo(offers(updated, "u" + user, 9));
        }
    }

    @Test
    void update_anyThreadCount_givesTheSameModel() {
        Bundle model = bundle(CONFIG, events(80).build());
        EventLog news = EventLog.builder()
                .add("u4", "novelty", 1, Instant.EPOCH)
                .add("u6", "i9", 1, Instant.EPOCH)
                .build();
        String hash = new AlsTrainer(withThreads(1))
                .update(model, news, List.of("i9"))
                .info()
                .modelHash();
        for (int threads : new int[] {2, 5}) {
            assertThat(new AlsTrainer(withThreads(threads))
                            .update(model, news, List.of("i9"))
                            .info()
                            .modelHash())
                    .isEqualTo(hash);
        }
        assertThat(hash).isNotEqualTo(model.info().modelHash());
    }

    private static AlsConfig withThreads(int threads) {
        return AlsConfig.forEvents()
                .withFactors(5)
                .withIterations(8)
                .withThreads(threads)
                .withWeighting(AlsConfig.forEvents().weighting().withKind(Kind.TF_IDF));
    }

    @Test
    void update_panel_takesThePlaceOfWhatIsRemembered() {
        Panel panel = SmallBank.panel(120);
        AlsTrainer trainer = new AlsTrainer(AlsConfig.defaults());
        Bundle model = bundle(AlsConfig.defaults(), panel.before(SmallBank.month(3)));
        Bundle updated = trainer.update(model, panel, List.of());
        Bundle whole = bundle(AlsConfig.defaults(), panel);
        int all = 0;
        for (int user = 0; user < panel.users().size(); user++) {
            String id = panel.users().id(user);
            assertThat(heldBy(updated, id)).isEqualTo(heldBy(whole, id));
            all += heldBy(whole, id).size();
        }
        assertThat(all).isGreaterThan(panel.users().size());
        assertThat(updated.recommend(RecommendationRequest.anonymous().build()).items())
                .isEqualTo(whole.recommend(RecommendationRequest.anonymous().build())
                        .items());
    }

    /** What a bundle remembers of a customer. */
    private static Set<String> heldBy(Bundle bundle, String customerId) {
        CustomerMemory memory = bundle.memory().orElseThrow();
        Set<String> held = new HashSet<>();
        for (int item : memory.holdings().columnsOf(memory.indexOf(customerId))) {
            held.add(bundle.catalogue().id(item));
        }
        return held;
    }

    @Test
    void update_whatDoesNotFit_isRefused() {
        EventLog log = events(40).build();
        Bundle model = bundle(CONFIG, log);
        assertThatThrownBy(() -> new AlsTrainer(CONFIG).update(model, log, List.of("yacht")))
                .hasMessage("itemIds must be known, but neither the model nor the new data know an item \"yacht\"");
        assertThatThrownBy(() -> new AlsTrainer(AlsConfig.defaults()).update(model, log, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the trainer must have the loss and weighting of the model");
        AlsTrainer banks = new AlsTrainer(AlsConfig.defaults());
        Bundle dated = bundle(AlsConfig.defaults(), SmallBank.panel(60));
        assertThatThrownBy(() -> banks.update(dated, log, List.of()))
                .hasMessage("a model of a dated panel needs a panel as news, the new data");
        Bundle same = new AlsTrainer(CONFIG).update(model, EventLog.builder().build(), List.of());
        assertThat(same.info().modelHash()).isEqualTo(model.info().modelHash());
        assertThatThrownBy(() -> new AlsTrainer(CONFIG).update(model.withoutMemory(), log, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an update needs a bundle that remembers customers, to solve new items by");
        Bundle popular = Bundle.of(new PopularityTrainer(PopularityConfig.defaults()).train(log))
                .remembering(log);
        assertThatThrownBy(() -> new AlsTrainer(CONFIG).update(popular, log, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an update needs a bundle of an ALS model, but this is one of popularity");
    }
}
