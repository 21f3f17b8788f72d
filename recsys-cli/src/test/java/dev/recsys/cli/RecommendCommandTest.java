package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Answers of saved models: to customers, holdings and requests, in every form asked for. */
@ExtendWith(TrainedBank.Shared.class)
class RecommendCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Path out;

    @BeforeAll
    static void bank(TrainedBank bank) {
        out = bank.out();
    }

    @Test
    void recommend_userUsersAndHoldings_answer() throws Exception {
        Path models = out.resolve("models");
        Result one = run("recommend", "--models", models, "--user", "10000003", "--json");
        assertThat(one.json().path("items")).hasSize(7);
        assertThat(one.json().path("model").asText()).isEqualTo("hybrid");
        Path ids = Files.writeString(folder.resolve("ids.txt"), "10000003\n\n10000004\nnobody\n");
        Result many = run("recommend", "--models", models, "--model", "als", "--users", ids, "-k", 3, "--json");
        List<String> lines = many.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(MAPPER.readTree(lines.get(2)).path("level").asText()).isEqualTo("POPULARITY");
        Result held = run("recommend", "--models", models, "--holdings", "cco,recibo", "-k", 30, "--json");
        List<String> offered = new ArrayList<>();
        held.json().path("items").forEach(item -> offered.add(item.path("item").asText()));
        assertThat(offered).hasSize(22).doesNotContain("cco", "recibo");
        assertThat(run("recommend", "--models", models, "--user", "nobody").out())
                .contains("level POPULARITY");
    }

    @Test
    void recommend_columnNames_areAcceptedForProducts() throws Exception {
        Path models = out.resolve("models");
        Result byId = run("recommend", "--models", models, "--holdings", "cco,recibo", "--json");
        Result byColumn =
                run("recommend", "--models", models, "--holdings", "ind_cco_fin_ult1,ind_recibo_ult1", "--json");
        assertThat(byColumn.json()).isEqualTo(byId.json());
    }

    @Test
    void recommend_requests_areAnsweredWithWhatWasIgnored() throws Exception {
        Path requests = Files.writeString(
                folder.resolve("requests.jsonl"),
                "{\"customer\":{\"holdings\":[\"cco\"],\"features\":{\"agee\":3}},\"deny\":[\"TYPO\"],\"limit\":2}\n");
        Result result = run("recommend", "--models", out.resolve("models"), "--requests", requests, "--json");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.json().path("items")).hasSize(2);
        assertThat(result.json().path("items").get(0).path("text").asText()).isNotBlank();
        assertThat(result.json().path("ignored").findValuesAsText("name")).containsExactly("agee", "TYPO");
        Path strict = Files.writeString(folder.resolve("strict.jsonl"), "\n{\"deny\":[\"TYPO\"],\"strict\":true}\n");
        Result refused = run("recommend", "--models", out.resolve("models"), "--requests", strict);
        assertThat(refused).returns(2, Result::code);
        assertThat(refused.err()).contains("strict.jsonl, line 2").contains("TYPO");
    }

    @Test
    void recommend_language_isThatOfTheReasons() {
        Path models = out.resolve("models");
        assertThat(run("recommend", "--models", models, "--user", "nobody", "--language", "es")
                        .out())
                .contains("clientes");
        assertThat(run("recommend", "--models", models, "--user", "nobody", "--language", "ru")
                        .out())
                .contains("клиенты");
    }

    @Test
    void recommend_unknownHolding_isBadInput() {
        Result result = run("recommend", "--models", out.resolve("models"), "--holdings", "cco,yacht");
        assertThat(result).returns(2, Result::code).returns("", Result::out);
        assertThat(result.err()).contains("the model knows no item \"yacht\"");
    }

    @Test
    void recommend_damagedModel_isBadInput() throws Exception {
        Path models = Files.createDirectories(folder.resolve("damaged"));
        byte[] bytes = Files.readAllBytes(out.resolve("models/als.recsys"));
        bytes[bytes.length / 2] ^= 4;
        Files.write(models.resolve("als.recsys"), bytes);
        Result result = run("recommend", "--models", models, "--user", "10000003");
        assertThat(result).returns(2, Result::code).returns("", Result::out);
        assertThat(result.err()).contains("als.recsys is not a usable model").doesNotContain("\tat ");
    }

    @Test
    void recommend_usersFileWithByteOrderMarkAndLatin1_losesNoCustomer() throws Exception {
        Path models = out.resolve("models");
        byte[] bytes = "\uFEFF10000003\r\n\r\n  10000004 \r\nnxo\r\n".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == 'x' ? (byte) 0xf1 : bytes[i];
        }
        Path ids = Files.write(folder.resolve("marked.txt"), bytes);
        Result result = run("recommend", "--models", models, "--users", ids, "--json");
        assertThat(result.code()).as(result.err()).isZero();
        List<String> customers = new ArrayList<>();
        for (String line : result.out().lines().toList()) {
            customers.add(MAPPER.readTree(line).path("user").asText()
                    + MAPPER.readTree(line).path("level").asText());
        }
        assertThat(customers).hasSize(3);
        assertThat(customers.get(0)).startsWith("10000003").doesNotContain("POPULARITY");
        assertThat(customers.get(2)).isEqualTo("nñoPOPULARITY");
        assertThat(result.err())
                .isEqualTo("note: " + ids + ", line 4: bytes that are not UTF-8, read as windows-1252: 1\n");
    }

    @Test
    void recommend_lostStandardOutput_stopsAtTheFirstAnswer() throws Exception {
        Path ids = Files.write(folder.resolve("many.txt"), Collections.nCopies(700, "10000003"));
        int[] writes = new int[1];
        PrintWriter lost = StandardOutput.writer(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                writes[0]++;
                throw new IOException("Broken pipe");
            }
        });
        StringWriter err = new StringWriter();
        int code = Main.run(
                lost,
                new PrintWriter(err),
                "recommend",
                "--models",
                out.resolve("models").toString(),
                "--users",
                ids.toString());
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
        assertThat(writes[0]).isLessThan(5);
    }
}
