package dev.recsys.bundle;

import static dev.recsys.bundle.StoreBundles.release;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store in a file system that is not the default one; it can be filled to the last block. */
class MemoryFileSystemStoreTest extends ModelStoreContract {
    private static final int BLOCK = 256;
    private static final int BLOCKS = 400;

    private final FileSystem memory = Jimfs.newFileSystem(Configuration.unix().toBuilder()
            .setBlockSize(BLOCK)
            .setMaxSize(1L << 24)
            .build());

    @AfterEach
    void end() throws IOException {
        memory.close();
    }

    @Override
    Path folder() throws IOException {
        return Files.createDirectory(memory.getPath("/store"));
    }

    /** Fails at every block of a save in turn, until it has room enough. */
    @Test
    void save_diskFullAtAnyBlock_leavesTheOldStateAndNoLitter() throws Exception {
        try (FileSystem disk = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setBlockSize(BLOCK)
                .setMaxSize((long) BLOCK * BLOCKS)
                .build())) {
            ModelStore store = ModelStore.at(disk.getPath("/store"));
            GenerationInfo first = store.save(release("b").withPolicy("p.yaml", "x".repeat(2 * BLOCK)));
            Path filling = disk.getPath("/filling");
            int failures = 0;
            for (int room = 0; ; room++) {
                fill(disk, filling, room);
                List<String> before = ModelStoreContract.names(disk.getPath("/store"));
                try {
                    GenerationInfo second = store.save(release("c").withPolicy("p.yaml", "y".repeat(2 * BLOCK)));
                    assertThat(store.latest().info()).isEqualTo(second);
                    break;
                } catch (IOException e) {
                    failures++;
                    assertThat(e).hasMessageContaining("cannot write");
                    assertThat(store.latest().info()).isEqualTo(first);
                    assertThat(ModelStoreContract.names(disk.getPath("/store"))).isEqualTo(before);
                }
            }
            assertThat(failures).isGreaterThan(8);
        }
    }

    /** Leaves room for some blocks. */
    private static void fill(FileSystem disk, Path filling, int blocks) throws IOException {
        Files.deleteIfExists(filling);
        long usable = Files.getFileStore(disk.getPath("/")).getUsableSpace();
        Files.write(filling, new byte[(int) usable - blocks * BLOCK]);
    }
}
