package dev.recsys.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.FallbackLevel;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Period;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files written once by each version of the format; a file here is never written again. */
class GoldenModelFileTest {
    @TempDir
    private Path folder;

    private Bundle golden(String name) throws Exception {
        Path file = folder.resolve(name);
        try (InputStream in = GoldenModelFileTest.class.getResourceAsStream("/golden/" + name)) {
            Files.copy(in, file);
        }
        return Bundle.load(file);
    }

    @Test
    void read_versionTwo_answersAsItDidThen() throws Exception {
        Bundle bundle = golden("popularity-v2.recsys");
        assertThat(bundle.info().algorithm()).isEqualTo("popularity");
        assertThat(bundle.info().lastDate()).isEqualTo(LocalDate.of(2020, 2, 28));
        assertThat(bundle.info().period()).isEqualTo(Period.MONTH);
        assertThat(bundle.info().modelHash())
                .isEqualTo("514b8ecd999c3af21deccbcedd60aa21a842cc362444c25670bc6354f1ac0211");
        assertThat(bundle.catalogue().ids().ids()).containsExactly("account", "card", "fünd");
        assertThat(bundle.memory().orElseThrow().customers().ids()).containsExactly("u1", "u2");
        List<Recommendations> answers =
                SmallModels.REQUESTS.stream().map(bundle::recommend).toList();
        assertThat(answers.get(0).itemIds()).containsExactly("card", "fünd");
        assertThat(answers.get(0).items()).extracting(RecommendedItem::score).containsExactly(0.5, 0.0);
        assertThat(answers.get(0).level()).isEqualTo(FallbackLevel.POPULARITY);
        assertThat(answers.get(1).itemIds()).containsExactly("card", "account", "fünd");
        assertThat(answers.get(2).itemIds()).containsExactly("account", "fünd");
    }

    @Test
    void train_theSameDataToday_givesTheSameHash() throws Exception {
        assertThat(SmallModels.popularity().info().modelHash())
                .isEqualTo(golden("popularity-v2.recsys").info().modelHash());
    }
}
