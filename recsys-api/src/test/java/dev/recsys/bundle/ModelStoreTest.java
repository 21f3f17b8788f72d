package dev.recsys.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.RecommendationRequest;
import dev.recsys.data.EventLog;
import dev.recsys.live.LiveRecommender;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
    @TempDir
    private Path folder;

    static EventLog log(String favourite) {
        return EventLog.builder()
                .add("u1", favourite, 1, Instant.EPOCH)
                .add("u2", favourite, 1, Instant.EPOCH)
                .add("u2", "a", 1, Instant.EPOCH)
                .build();
    }

    static Bundle bundle(String favourite) {
        EventLog log = log(favourite);
        return Bundle.of(new PopularityTrainer(PopularityConfig.defaults()).train(log))
                .remembering(log);
    }

    @Test
    void save_twoGenerations_lastIsLatestAndRollbackLeadsBack() throws Exception {
        ModelStore store = ModelStore.at(folder.resolve("not/yet"));
        assertThat(store.current()).isEmpty();
        assertThatThrownBy(store::latest).isInstanceOf(NoSuchFileException.class);
        GenerationInfo first = store.save(Release.of("m", bundle("b")).withPolicy("p.yaml", "policy: x"));
        GenerationInfo second = store.save(Release.of("m", bundle("c")).with("other", bundle("b")));
        assertThat(first.number()).isEqualTo(1);
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.follows()).isEqualTo(1);
        assertThat(store.latest().info()).isEqualTo(second);
        assertThat(store.latest().bundle().info().modelHash())
                .isEqualTo(bundle("c").info().modelHash());
        assertThat(store.load(1).policy()).contains("policy: x");
        assertThat(store.generations()).containsExactly(second, first);
        assertThat(store.rollback()).isEqualTo(first);
        assertThat(store.latest().info()).isEqualTo(first);
        assertThatIllegalStateException().isThrownBy(store::rollback);
        assertThat(store.save(Release.of("m", bundle("d"))).follows()).isEqualTo(1);
    }

    @Test
    void live_storeMovesOn_answersByTheNext() throws Exception {
        ModelStore store = ModelStore.at(folder);
        GenerationInfo first = store.save(Release.of("m", bundle("b")));
        RecommendationRequest request = RecommendationRequest.anonymous().build();
        try (LiveRecommender live = LiveRecommender.open(store)) {
            assertThat(live.recommend(request).generation()).isEqualTo(first.id());
            GenerationInfo second = store.save(Release.of("m", bundle("c")));
            assertThat(live.refresh()).isTrue();
            assertThat(live.recommend(request))
                    .isEqualTo(store.latest().bundle().recommend(request).withGeneration(second.id()));
            live.rollback();
            assertThat(live.recommend(request).generation()).isEqualTo(first.id());
            assertThat(live.live().lastFailure()).isEmpty();
        }
    }
}
