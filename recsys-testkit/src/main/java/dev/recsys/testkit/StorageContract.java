package dev.recsys.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.RecommendationRequest;
import dev.recsys.Trainer;
import dev.recsys.TrainingCancelledException;
import dev.recsys.TrainingProgress;
import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.data.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What training and files promise. Extend {@link RecommenderContract} or {@link EventContract} instead.
 *
 * @param <D> the data the trainer learns from
 */
public abstract class StorageContract<D extends Dataset> extends ExplanationContract<D> {
    /** For subclasses of this package. */
    StorageContract() {}

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void train_anyThreadCountOrRowOrder_givesOneHash(int threads) {
        D other = shuffled(threads);
        assertThat(other.contentHash()).isEqualTo(data().contentHash());
        assertThat(train(trainer(threads), other).info().modelHash())
                .isEqualTo(bundle().info().modelHash());
    }

    @Test
    void train_cancelled_throws() {
        Trainer<? super D> trainer = trainer(2);
        assertThatThrownBy(() -> trainer.train(data(), new CancellingListener()))
                .isInstanceOf(TrainingCancelledException.class);
    }

    @Test
    void train_listener_hearsEachTaskToItsEnd() {
        Map<String, TrainingProgress> last = new HashMap<>();
        trainer(2).train(data(), progress -> last.put(progress.task(), progress));
        assertThat(last).isNotEmpty();
        last.values().forEach(progress -> assertThat(progress.step()).isEqualTo(progress.totalSteps()));
    }

    @Test
    void saveAndLoad_withMemory_answersAlike(@TempDir Path folder) throws Exception {
        ModelFolder store = ModelFolder.at(folder);
        store.save("model", bundle());
        Bundle loaded = store.load("model");
        assertThat(loaded.memory()).isPresent();
        assertAlike(bundle(), loaded);
        store.save("again", loaded);
        assertThat(Files.readAllBytes(store.fileOf("again"))).isEqualTo(Files.readAllBytes(store.fileOf("model")));
    }

    @Test
    void saveAndLoad_withoutMemory_answersAlike(@TempDir Path folder) throws Exception {
        ModelFolder store = ModelFolder.at(folder);
        store.save("model", bundle().model());
        Bundle loaded = store.load("model");
        assertThat(loaded.memory()).isEmpty();
        assertAlike(bundle().withoutMemory(), loaded);
        assertAlike(bundle(), loaded.remembering(data()));
    }

    private void assertAlike(Bundle expected, Bundle loaded) {
        assertThat(loaded.info()).isEqualTo(expected.info());
        assertThat(loaded.catalogue()).isEqualTo(expected.catalogue());
        assertThat(loaded.vocabulary()).isEqualTo(expected.vocabulary());
        assertThat(loaded.scoreMeaning()).isEqualTo(expected.scoreMeaning());
        assertThat(loaded.model().needs()).isEqualTo(expected.model().needs());
        for (RecommendationRequest request : requests()) {
            assertThat(loaded.recommend(request)).isEqualTo(expected.recommend(request));
        }
    }

    @Test
    void save_model_holdsNoCustomer_andABundleHoldsEachOnce(@TempDir Path folder) throws Exception {
        ModelFolder store = ModelFolder.at(folder);
        store.save("model", bundle().model());
        store.save("bundle", bundle());
        List<byte[]> files =
                List.of(Files.readAllBytes(store.fileOf("model")), Files.readAllBytes(store.fileOf("bundle")));
        for (int file = 0; file < files.size(); file++) {
            Map<String, Integer> counts = counts(files.get(file), idLength());
            for (int user = 0; user < data().users().size(); user++) {
                String id = data().users().id(user);
                assertThat(counts.getOrDefault(id, 0))
                        .as("%s in file %d", id, file)
                        .isEqualTo(file);
            }
        }
    }

    /** All ids of the small data sets have one length. */
    private int idLength() {
        return data().users().id(0).length();
    }

    private static Map<String, Integer> counts(byte[] file, int length) {
        Map<String, Integer> counts = new HashMap<>();
        for (int from = 0; from + length <= file.length; from++) {
            counts.merge(new String(file, from, length, UTF_8), 1, Integer::sum);
        }
        return counts;
    }
}
