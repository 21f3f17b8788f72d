package dev.recsys.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    private Path folder;

    private Path file(String json, Charset charset) throws IOException {
        return Files.write(folder.resolve("config.json"), json.getBytes(charset));
    }

    @Test
    void read_fileOrNone_isOverTheDefaults() throws IOException {
        assertThat(ConfigFile.read(null, RunConfig.defaults())).isEqualTo(RunConfig.defaults());
        RunConfig read = ConfigFile.read(file("\uFEFF{\"als\":{\"factors\":7}}", UTF_8), RunConfig.defaults());
        assertThat(read)
                .isEqualTo(
                        RunConfig.defaults().withAls(RunConfig.defaults().als().withFactors(7)));
    }

    @Test
    void read_wrongFile_isRefusedByName() throws IOException {
        refused(folder, " is a folder, not a file");
        refused(file("{\"als\":\n{\"façtors\":7}}", ISO_8859_1), ", line 2 is not UTF-8");
        refused(file("{\"als\":{\"shoes\":7}}", UTF_8), ": there is no option \"als.shoes\"");
        refused(
                file("{\"als\":{\"factors\":7},\"als\":{}}", UTF_8),
                ": the configuration can't be read: Duplicate field 'als'");
    }

    private static void refused(Path file, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigFile.read(file, RunConfig.defaults()))
                .withMessage(file + message);
    }
}
