package dev.recsys.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files written once by each version of the format; a file here is never written again. */
class GoldenModelFileTest {
    @TempDir
    private Path folder;

    private Recommender golden(String name) throws Exception {
        Path file = folder.resolve(name);
        try (InputStream in = GoldenModelFileTest.class.getResourceAsStream("/golden/" + name)) {
            Files.copy(in, file);
        }
        return ModelFile.read(file);
    }

    @Test
    void read_versionOne_answersAsItDidThen() throws Exception {
        Recommender model = golden("popularity-v1.recsys");
        assertThat(model.info().algorithm()).isEqualTo("popularity");
        assertThat(model.info().lastDate()).isEqualTo(LocalDate.of(2020, 2, 28));
        assertThat(model.info().trainedAt()).isBefore(Instant.parse("2100-01-01T00:00:00Z"));
        assertThat(model.info().modelHash())
                .isEqualTo("7c68c7dba2573393371b9d15716634765f5a90243744cda441ddc618ac7a5885");
        assertThat(model.items().ids()).containsExactly("account", "card", "fünd");
        List<Recommendations> answers =
                SmallModels.REQUESTS.stream().map(model::recommend).toList();
        assertThat(answers.get(0).itemIds()).containsExactly("card", "fünd");
        assertThat(answers.get(0).items()).extracting(RecommendedItem::score).containsExactly(0.5, 0.0);
        assertThat(answers.get(1).itemIds()).containsExactly("card", "account", "fünd");
        assertThat(answers.get(2).itemIds()).containsExactly("account", "fünd");
    }

    @Test
    void train_theSameDataToday_givesTheSameHash() throws Exception {
        assertThat(SmallModels.popularity().info().modelHash())
                .isEqualTo(golden("popularity-v1.recsys").info().modelHash());
    }
}
