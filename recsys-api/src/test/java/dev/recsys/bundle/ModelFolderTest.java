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

class ModelFolderTest {
    @TempDir
    private Path folder;

    private static PopularityModel popularity() {
        EventLog log = EventLog.builder().add("u1", "a", 1, Instant.EPOCH).build();
        return new PopularityTrainer(PopularityConfig.defaults()).train(log);
    }

    @Test
    void saveLoadInspectNames_twoModels_findThem() throws Exception {
        PopularityModel model = popularity();
        ModelFolder models = ModelFolder.at(folder.resolve("not/yet"));
        assertThat(models.names()).isEmpty();
        assertThat(models.save("b.2-x_Y", model)).isEqualTo(folder.resolve("not/yet/b.2-x_Y.recsys"));
        models.save("a", model);
        models.save("a", model);
        Files.writeString(folder.resolve("not/yet/readme.txt"), "x");
        Files.writeString(folder.resolve("not/yet/.a.recsys"), "x");
        Files.writeString(folder.resolve("not/yet/my model.recsys"), "x");
        assertThat(models.names()).containsExactly("a", "b.2-x_Y");
        assertThat(models.load("a").info()).isEqualTo(model.info());
        assertThat(models.inspect("a")).isEqualTo(model.info());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "../x", "..", ".", ".a", "a/b", "a\\b", "a b", "a\n", "é", "a\0", "-a", "_a"})
    void anyUse_badName_isRefused(String name) {
        ModelFolder models = ModelFolder.at(folder);
        assertThatIllegalArgumentException().isThrownBy(() -> models.fileOf(name));
        assertThatIllegalArgumentException().isThrownBy(() -> models.load(name));
        assertThatIllegalArgumentException().isThrownBy(() -> models.inspect(name));
        assertThatIllegalArgumentException().isThrownBy(() -> models.save(name, popularity()));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void fileOf_longestName_isAllowed() {
        ModelFolder models = ModelFolder.at(folder);
        assertThat(models.fileOf("a".repeat(100))).hasFileName("a".repeat(100) + ".recsys");
        assertThatIllegalArgumentException().isThrownBy(() -> models.fileOf("a".repeat(101)));
    }

    @Test
    void loadAndInspect_missing_isNoSuchFile() {
        assertThatThrownBy(() -> ModelFolder.at(folder).load("a")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> ModelFolder.at(folder).inspect("a")).isInstanceOf(NoSuchFileException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> ModelFolder.at(null));
    }

    @Test
    void defaultName_isTheHybridOrTheOnlyModel() throws Exception {
        ModelFolder models = ModelFolder.at(folder.resolve("chosen"));
        assertThat(models.defaultName()).isEmpty();
        models.save("a", popularity());
        assertThat(models.defaultName()).hasValue("a");
        models.save("b", popularity());
        assertThat(models.defaultName()).isEmpty();
        models.save("hybrid", popularity());
        assertThat(models.defaultName()).hasValue("hybrid");
    }
}
