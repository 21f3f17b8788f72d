package dev.recsys.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.data.EventLog;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityModel;
import dev.recsys.popularity.PopularityTrainer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {
    @TempDir
    private Path folder;

    private static PopularityModel popularity() {
        EventLog log = EventLog.builder().add("u1", "a", 1, Instant.EPOCH).build();
        return new PopularityTrainer(PopularityConfig.defaults()).train(log);
    }

    @Test
    void saveLoadInspectNames_twoModels_findThem() throws Exception {
        PopularityModel model = popularity();
        ModelStore store = ModelStore.at(folder.resolve("not/yet"));
        assertThat(store.names()).isEmpty();
        assertThat(store.save("b.2-x_Y", model)).isEqualTo(folder.resolve("not/yet/b.2-x_Y.recsys"));
        store.save("a", model);
        store.save("a", model);
        Files.writeString(folder.resolve("not/yet/readme.txt"), "x");
        Files.writeString(folder.resolve("not/yet/.a.recsys"), "x");
        Files.writeString(folder.resolve("not/yet/my model.recsys"), "x");
        assertThat(store.names()).containsExactly("a", "b.2-x_Y");
        assertThat(store.load("a").info()).isEqualTo(model.info());
        assertThat(store.inspect("a")).isEqualTo(model.info());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "../x", "..", ".", ".a", "a/b", "a\\b", "a b", "a\n", "é", "a\0", "-a", "_a"})
    void anyUse_badName_isRefused(String name) {
        ModelStore store = ModelStore.at(folder);
        assertThatIllegalArgumentException().isThrownBy(() -> store.fileOf(name));
        assertThatIllegalArgumentException().isThrownBy(() -> store.load(name));
        assertThatIllegalArgumentException().isThrownBy(() -> store.inspect(name));
        assertThatIllegalArgumentException().isThrownBy(() -> store.save(name, popularity()));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void fileOf_longestName_isAllowed() {
        ModelStore store = ModelStore.at(folder);
        assertThat(store.fileOf("a".repeat(100))).hasFileName("a".repeat(100) + ".recsys");
        assertThatIllegalArgumentException().isThrownBy(() -> store.fileOf("a".repeat(101)));
    }

    @Test
    void loadAndInspect_missing_isNoSuchFile() {
        assertThatThrownBy(() -> ModelStore.at(folder).load("a")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> ModelStore.at(folder).inspect("a")).isInstanceOf(NoSuchFileException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> ModelStore.at(null));
    }
}
