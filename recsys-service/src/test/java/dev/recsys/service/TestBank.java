package dev.recsys.service;

import dev.recsys.TrainingListener;
import dev.recsys.als.AlsTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.bundle.ModelStore;
import dev.recsys.bundle.Release;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Panel;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Models of a small synthetic bank, trained once for all tests of this module. */
final class TestBank {
    static final Bundle BUNDLE = train();
    static final Path FOLDER = saved();

    private TestBank() {}

    private static Bundle train() {
        Panel panel =
                SyntheticBank.builder().customers(600).months(5).seed(3).build().toPanel();
        return Bundle.of(HybridTrainer.forPanels()
                        .add("als", new AlsTrainer())
                        .add("cluster", new ClusterTrainer())
                        .add("mlc", new MlcTrainer())
                        .fallback(new PopularityTrainer())
                        .build()
                        .train(panel, TrainingListener.none()))
                .remembering(panel);
    }

    private static Path saved() {
        try {
            Path folder = Files.createTempDirectory("recsys-service");
            ModelFolder.at(folder.resolve("models")).save("hybrid", BUNDLE);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path models() {
        return FOLDER.resolve("models");
    }

    static String customer(int index) {
        return BUNDLE.memory().orElseThrow().customers().id(index);
    }

    /** A new store with a generation. */
    static Path store() throws IOException {
        Path store = Files.createTempDirectory(FOLDER, "store");
        ModelStore.at(store).save(Release.of("hybrid", BUNDLE));
        return store;
    }
}
