package dev.recsys.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import dev.recsys.model.ModelCodec;
import dev.recsys.model.Sections;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodecsTest {
    @TempDir
    private Path folder;

    /** A codec that can't be made. */
    public static final class Unmakeable implements ModelCodec {
        /** For the service loader. */
        public Unmakeable() {
            throw new IllegalStateException("planted");
        }

        @Override
        public String algorithm() {
            return "unmakeable";
        }

        @Override
        public Sections write(Recommender model) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Recommender read(ModelInfo info, Sections sections) {
            throw new UnsupportedOperationException();
        }
    }

    /** Not a codec at all. */
    public static final class Stranger {
        /** For the service loader. */
        public Stranger() {}
    }

    private Codecs.Found<ModelCodec> find(String algorithm, String... entries) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve(ModelCodec.class.getName()), List.of(entries));
        URL[] first = {folder.toUri().toURL()};
        // Its own entries come first, as a bad one of a jar ahead on the class path does.
        try (URLClassLoader loader = new URLClassLoader(first, CodecsTest.class.getClassLoader()) {
            @Override
            public java.util.Enumeration<URL> getResources(String name) throws IOException {
                List<URL> all = new java.util.ArrayList<>(java.util.Collections.list(findResources(name)));
                all.addAll(java.util.Collections.list(getParent().getResources(name)));
                return java.util.Collections.enumeration(all);
            }
        }) {
            return Codecs.find(algorithm, loader);
        }
    }

    @Test
    void find_unusableEntriesBeforeIt_findsTheOthers() throws IOException {
        String[] bad = {
            "no.such.Codec", Unmakeable.class.getName(), Stranger.class.getName(), "not a class name", "also;bad"
        };
        for (String entry : bad) {
            Codecs.Found<ModelCodec> found = find("popularity", entry);
            assertThat(found.codec()).as(entry).isNotNull();
            assertThat(found.codec().algorithm()).isEqualTo("popularity");
        }
        assertThat(find("popularity", bad).codec()).isNotNull();
    }

    @Test
    void find_noCodec_namesTheUnusableEntries() throws IOException {
        Codecs.Found<ModelCodec> found =
                find("none", "no.such.Codec", Unmakeable.class.getName(), Stranger.class.getName());
        assertThat(found.codec()).isNull();
        assertThat(found.missing("none"))
                .startsWith("no codec for algorithm \"none\" on the class path; entries that can't be used: ")
                .contains("no.such.Codec", Unmakeable.class.getName(), Stranger.class.getName());
        assertThat(Codecs.find("none").missing("none")).isEqualTo("no codec for algorithm \"none\" on the class path");
    }
}
