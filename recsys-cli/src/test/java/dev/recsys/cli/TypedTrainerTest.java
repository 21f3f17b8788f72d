package dev.recsys.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The compiler refuses to train a model on a kind of data it can't learn from. */
class TypedTrainerTest {
    private static final String SOURCE = """
            import dev.recsys.als.AlsTrainer;
            import dev.recsys.cluster.ClusterTrainer;
            import dev.recsys.data.EventLog;
            import dev.recsys.data.Panel;
            import dev.recsys.hybrid.HybridTrainer;
            import dev.recsys.mlc.MlcTrainer;

            class Example {
                static void train(EventLog events, Panel panel) {
                    %s;
                }
            }
            """;

    @ParameterizedTest
    @CsvSource({
        "new MlcTrainer().train(panel), true",
        "new MlcTrainer().train(events), false",
        "new ClusterTrainer().train(panel), true",
        "new ClusterTrainer().train(events), false",
        "new AlsTrainer().train(panel), true",
        "new AlsTrainer().train(events), true",
        "'HybridTrainer.forPanels().add(\"mlc\", new MlcTrainer())', true",
        "'HybridTrainer.forEvents().add(\"als\", new AlsTrainer())', true",
        "'HybridTrainer.forEvents().add(\"mlc\", new MlcTrainer())', false",
    })
    void train_dataOfAnotherKind_doesNotCompile(String statement, boolean compiles, @TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve("Example.java"), SOURCE.formatted(statement));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-cp", System.getProperty("java.class.path"), "-d", folder.toString());
            boolean compiled = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            assertThat(compiled).as(messages.toString()).isEqualTo(compiles);
        }
        if (!compiles) {
            assertThat(messages.toString()).contains("cannot be converted").doesNotContain("does not exist");
        }
    }
}
