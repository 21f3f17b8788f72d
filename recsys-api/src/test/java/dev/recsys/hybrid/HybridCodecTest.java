package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.Recommender;
import dev.recsys.model.ModelFile;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.testkit.SmallBank;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HybridCodecTest {
    @TempDir
    private Path folder;

    /** A whole file, all checksums right, that no builder would have made. */
    @Test
    void read_blankComponentName_isRefused() throws Exception {
        NeighbourModel.NeighbourTrainer trainer =
                new NeighbourModel.NeighbourTrainer(new NeighbourModel.NeighbourConfig(1));
        Recommender part = trainer.train(SmallBank.panel(20));
        for (String name : new String[] {"", " ", "\t"}) {
            Map<String, Recommender> components = new LinkedHashMap<>();
            components.put("good", part);
            components.put(name, part);
            components.put("last", part);
            Path file = folder.resolve("hybrid.recsys");
            Blend blend = Blend.defaults();
            ModelFile.write(
                    file, new HybridRecommender(components, null, blend, HybridInfo.of(components, null, blend)));
            assertThatThrownBy(() -> ModelFile.read(file))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("a component whose name is blank");
        }
    }

    @Test
    void hash_componentNamedTwice_isRefused() {
        Sections sections = Sections.builder().put("order", "x\nx\n").build();
        assertThatThrownBy(() -> new HybridCodec().hash(sections))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("blank or taken: \"x\"");
    }
}
