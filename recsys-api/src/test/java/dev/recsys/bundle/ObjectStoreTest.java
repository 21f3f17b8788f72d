package dev.recsys.bundle;

import static dev.recsys.bundle.StoreBundles.release;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
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
}
