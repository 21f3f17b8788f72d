package dev.recsys.bundle;

import static dev.recsys.bundle.StoreBundles.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import dev.recsys.model.ModelFormatException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store where there are neither file channels nor locks, as in an object store. */
class ObjectStoreTest extends ModelStoreContract {
    private final FileSystem objects = Jimfs.newFileSystem(
            Configuration.unix().toBuilder().setSupportedFeatures(Feature.LINKS).build());

    @AfterEach
    void end() throws IOException {
        objects.close();
    }

    @Override
    Path folder() throws IOException {
        return Files.createDirectory(objects.getPath("/store"));
    }

    @Override
    Path mark(Path folder) throws IOException {
        Path mark = Files.write(folder.resolve("writing"), new byte[0]);
        return Files.setLastModifiedTime(mark, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    }

    @Test
    void save_folderThatMayStillBeWritten_isLeftAlone() throws Exception {
        Path folder = folder();
        Path writing = Files.createDirectory(folder.resolve("3-00000002"));
        Files.write(writing.resolve("writing"), new byte[0]);
        assertThat(ModelStore.at(folder).save(release("b")).number()).isEqualTo(4);
        assertThat(writing).isNotEmptyDirectory();
        mark(writing);
        assertThat(ModelStore.at(folder).save(release("c")).number()).isEqualTo(5);
        assertThat(writing).doesNotExist();
    }

    @Test
    void current_readBesideAWriterThatEmptiesItFirst_isNeverRefused() throws Exception {
        StoreFolder store = new StoreFolder(folder());
        String id = "1-00000001";
        store.point(id, Instant.EPOCH);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<?> writer = pool.submit(() -> {
                for (int move = 1; move <= 20_000; move++) {
                    store.point(id, Instant.EPOCH.plusSeconds(move));
                }
                return null;
            });
            while (!writer.isDone()) {
                assertThat(store.current().orElseThrow().id()).isEqualTo(id);
            }
            writer.get();
        } finally {
            pool.shutdownNow();
        }
        assertThat(store.current().orElseThrow().since()).isEqualTo(Instant.EPOCH.plusSeconds(20_000));
    }

    @Test
    void current_pointerThatStaysDamaged_isRefused() throws Exception {
        Path folder = folder();
        ModelStore.at(folder).save(release("b"));
        Files.write(folder.resolve("current"), new byte[0]);
        assertThatThrownBy(() -> ModelStore.at(folder).latest())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("current does not name a generation");
    }
}
