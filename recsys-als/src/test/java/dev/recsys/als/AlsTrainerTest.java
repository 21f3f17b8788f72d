package dev.recsys.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.FallbackLevel;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.als.AlsConfig.Solver;
import dev.recsys.data.EventLog;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlsTrainerTest {
    @Test
    void train_rankTooGreatForTheHeap_isRefusedWithTheFigures() {
        long most = Runtime.getRuntime().maxMemory();
        int users = (int) (most / 4096 / 4) + 1000; // their factors alone take the whole heap
        EventLog.Builder log = EventLog.builder();
        for (int user = 0; user < users; user++) {
            log.add("u" + user, "i" + user % 40, 1, Instant.EPOCH);
        }
        AlsTrainer trainer = new AlsTrainer(
                AlsConfig.forPanel().withFactors(4096).withThreads(1).withIterations(1));
        assertThatThrownBy(() -> trainer.train(log.build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("als needs about \\d+ MB of heap for " + users + " users, 40 items and " + users
                        + " cells with 4096 factors on \\d+ threads, but \\d+ MB of " + (most >> 20)
                        + " MB are free; fewer factors or a greater -Xmx helps");
    }

    @Test
    void train_smallCatalogueByConjugateGradients_canBeReadAgain() throws Exception {
        EventLog.Builder log = EventLog.builder();
        for (int user = 0; user < 30; user++) {
            log.add("u" + user, "i" + user % 7, 1, Instant.EPOCH);
            log.add("u" + user, "i" + user % 5, 1, Instant.EPOCH);
        }
        AlsModel model = new AlsTrainer(AlsConfig.forPanel().withSolver(Solver.ITERATIVE)).train(log.build());
        AlsModel read = (AlsModel) new AlsCodec().read(model.info(), new AlsCodec().write(model));
        RecommendationRequest request =
                RecommendationRequest.anonymous().holdings(List.of("i3")).build();
        Recommendations answer = model.recommend(request);
        assertThat(answer.level()).isEqualTo(FallbackLevel.HOLDINGS);
        assertThat(answer.items()).hasSize(6);
        assertThat(read.recommend(request)).isEqualTo(answer);
    }
}
