package dev.recsys.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as a user meets it: files in, files and text out, exit codes. */
class MainTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> NAMES = List.of("popularity", "als", "cluster", "mlc", "hybrid");

    @TempDir
    private static Path folder;

    private static Path panel;
    private static Path out;
    private static Path events;

    private record Result(int code, String out, String err) {
        JsonNode json() throws Exception {
            return MAPPER.readTree(out);
        }
    }

    private static Result run(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), words);
        return new Result(code, out.toString(), err.toString());
    }

    @BeforeAll
    static void mainJob() throws Exception {
        panel = folder.resolve("bank.csv.gz");
        out = folder.resolve("out");
        events = folder.resolve("events.csv");
        assertThat(run("generate", "--customers", 1500, "--months", 5, "--seed", 3, "--out", panel))
                .returns(0, Result::code);
        Result result = run("run", "--panel", panel, "--split", "2015-05-01", "--out", out);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("hybrid").contains("ceiling").contains("map@7");
        List<String> lines = new ArrayList<>(List.of("user,item,weight,timestamp"));
        for (int user = 0; user < 60; user++) {
            for (int item = user % 3; item < 30; item += 3) {
                if ((user + item) % 7 != 0) {
                    lines.add("u" + user + ",i" + item + "," + (1 + user % 2) + ",2020-01-0" + (1 + item % 9));
                }
            }
        }
        Files.write(events, lines);
    }

    @Test
    void run_panel_writesMetricsOfTheDocumentedShape() throws Exception {
        JsonNode metrics = MAPPER.readTree(out.resolve("metrics.json").toFile());
        assertThat(metrics.path("split").asText()).isEqualTo("2015-05-01");
        assertThat(metrics.path("users").asInt()).isPositive();
        double ceiling =
                metrics.path("adders").asDouble() / metrics.path("users").asDouble();
        assertThat(metrics.path("ceiling").path("map@7").asDouble()).isCloseTo(ceiling, within(1e-12));
        assertThat(metrics.path("models").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(NAMES);
        for (String name : NAMES) {
            JsonNode model = metrics.path("models").path(name);
            for (String key : List.of("map@7", "map@7/adders", "ndcg@3/holdings", "precision@5")) {
                assertThat(model.path(key).asDouble(-1)).as(name + " " + key).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void run_panel_writesRecommendationsOfUnownedProducts() throws Exception {
        List<String> lines = Files.readAllLines(out.resolve("recommendations.csv"));
        assertThat(lines.get(0)).isEqualTo("customer,rank,product,score,reason");
        assertThat(lines.size()).isGreaterThan(5000);
        assertThat(lines.get(1)).matches("\\d+,1,[a-z_]+,[0-9.e-]+,.+");
    }

    @Test
    void evaluate_modelsOfRun_givesTheFiguresOfRun() throws Exception {
        JsonNode before = MAPPER.readTree(out.resolve("metrics.json").toFile());
        Result result =
                run("evaluate", "--models", out.resolve("models"), "--panel", panel, "--at", "2015-04-28", "--json");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.json().path("models")).isEqualTo(before.path("models"));
        assertThat(result.json().path("adders")).isEqualTo(before.path("adders"));
    }

    @Test
    void drift_laterMonth_isComparedWithTheModelsLast() throws Exception {
        Path models = out.resolve("models");
        Result text = run("drift", "--models", models, "--panel", panel, "--threads", 1);
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out()).contains("hybrid trained through 2015-04-28", "verdict ", "2015-05-28", "antiguedad");
        JsonNode json = run("drift", "--models", models, "--panel", panel, "--model", "mlc", "--json")
                .json();
        assertThat(json.path("model").path("algorithm").asText()).isEqualTo("mlc");
        JsonNode period = json.path("periods").path(0);
        assertThat(period.path("date").asText()).isEqualTo("2015-05-28");
        JsonNode metrics = MAPPER.readTree(out.resolve("metrics.json").toFile());
        assertThat(period.path("outcomes").path("map@7/adders").asDouble())
                .isCloseTo(
                        metrics.path("models").path("mlc").path("map@7/adders").asDouble(), within(1e-12));
    }

    @Test
    void drift_failOn_isTheExitCodeOfAVerdict() throws Exception {
        Path half = folder.resolve("half.csv");
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(panel)), StandardCharsets.UTF_8))) {
            // Of the last month, customers of an even id.
            Files.write(
                    half,
                    lines.lines()
                            .filter(line ->
                                    !line.startsWith("2015-05-28") || line.split(",", 3)[1].matches(".*[02468]"))
                            .toList());
        }
        Object[] words = {"drift", "--models", out.resolve("models"), "--panel", half};
        Result told = run(words);
        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.out())
                .contains("verdict WATCH")
                .containsPattern("\\d rows, 0\\.\\d\\d times the [0-9,]+ of 2015-04");
        assertThat(run(with(words, "--fail-on", "watch"))).returns(3, Result::code);
        assertThat(run(with(words, "--fail-on", "retrain"))).returns(0, Result::code);
        assertThat(run(with(words, "--fail-on", "quiet")))
                .returns(2, Result::code)
                .satisfies(result -> assertThat(result.err()).contains("--fail-on must be watch or retrain"));
    }

    private static Object[] with(Object[] words, Object... more) {
        List<Object> all = new ArrayList<>(List.of(words));
        Collections.addAll(all, more);
        return all.toArray();
    }

    @Test
    void drift_badInput_isRefusedInOneSentence() throws Exception {
        Path models = out.resolve("models");
        Result noEvents = run("drift", "--models", models, "--events", events);
        assertThat(noEvents.code()).isEqualTo(2);
        assertThat(noEvents.err()).contains("drift is measured on the months of a panel");
        Path config = Files.writeString(folder.resolve("drift.json"), "{\"rule\":{\"alpha\":2}}");
        Result badRule = run("drift", "--models", models, "--panel", panel, "--config", config);
        assertThat(badRule.code()).isEqualTo(2);
        assertThat(badRule.err()).contains("drift.json: ", "alpha must be ");
        Result noModel = run("drift", "--models", models, "--panel", panel, "--model", "none");
        assertThat(noModel.code()).isEqualTo(2);
        assertThat(noModel.err()).contains("there is no model \"none\"");
    }

    @Test
    void evaluate_products_areTold() throws Exception {
        Result result = run(
                "evaluate", "--models", out.resolve("models"), "--panel", panel, "--at", "2015-04-28", "--products");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("map@7").containsPattern("(?m)^product +customers +additions$");
        JsonNode metrics = MAPPER.readTree(out.resolve("metrics.json").toFile());
        JsonNode recibo = metrics.path("products").path("mlc").path("recibo");
        assertThat(recibo.path("additions").asInt()).isPositive();
        assertThat(recibo.path("auc").asDouble()).isBetween(0.5, 1.0);
        assertThat(result.out())
                .containsPattern("(?m)^recibo +" + recibo.path("customers").asInt() + " +"
                        + recibo.path("additions").asInt() + "$");
        assertThat(metrics.path("products").path("als").path("recibo").has("auc"))
                .isFalse();
    }

    @Test
    void evaluate_otherBank_answersForStrangers() {
        Path other = folder.resolve("other.csv");
        run("generate", "--customers", 300, "--months", 3, "--seed", 99, "--out", other);
        Result result = run(
                "evaluate",
                "--models",
                out.resolve("models"),
                "--panel",
                other,
                "--at",
                "2015-02-28",
                "--allow-trained-periods",
                "--json");
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void evaluate_dateWithoutSnapshot_isBadInput() {
        Result result = run("evaluate", "--models", out.resolve("models"), "--panel", panel, "--at", "2016-04-27");
        assertThat(result).returns(2, Result::code);
        assertThat(result.err()).contains("2016-04-27").contains("2015-04-28");
    }

    @Test
    void train_threadsAndModel_giveOneHash() throws Exception {
        Path one = folder.resolve("one");
        Path three = folder.resolve("three");
        Result first = run("train", "--panel", panel, "--model", "hybrid", "--threads", 1, "--out", one, "--json");
        Result second = run("train", "--panel", panel, "--threads", 3, "--out", three, "--json");
        assertThat(first.json().path("models")).hasSize(1);
        assertThat(second.json().path("models")).hasSize(5);
        assertThat(first.json().path("models").get(0).path("modelHash"))
                .isEqualTo(second.json().path("models").get(4).path("modelHash"));
        JsonNode inspected = run("inspect", "--models", three, "--json").json().path("models");
        assertThat(inspected.findValuesAsText("name")).containsExactlyElementsOf(NAMES);
        assertThat(inspected.get(1).path("algorithm").asText()).isEqualTo("als");
        assertThat(Path.of(inspected.get(1).path("file").asText())).exists();
        assertThat(run("inspect", "--models", three).out()).contains("als.recsys");
    }

    @Test
    void trainAndEvaluate_events_work() throws Exception {
        Path models = folder.resolve("events-models");
        Path trace = folder.resolve("trace.jsonl");
        Result trained = run(
                "train",
                "--model",
                "als",
                "--events",
                events,
                "--factors",
                4,
                "--iterations",
                6,
                "--regularization",
                0.05,
                "--alpha",
                2,
                "--unobserved-weight",
                0.5,
                "--seed",
                7,
                "--threads",
                2,
                "--out",
                models,
                "--trace",
                trace);
        assertThat(trained.code()).as(trained.err()).isZero();
        List<String> lines = Files.readAllLines(trace);
        assertThat(lines).hasSize(6);
        double last = Double.POSITIVE_INFINITY;
        for (int sweep = 1; sweep <= 6; sweep++) {
            JsonNode line = MAPPER.readTree(lines.get(sweep - 1));
            assertThat(line.path("sweep").asInt()).isEqualTo(sweep);
            assertThat(line.path("seconds").asDouble(-1)).isGreaterThanOrEqualTo(0);
            assertThat(line.path("objective").asDouble()).isLessThanOrEqualTo(last * (1 + 1e-12));
            last = line.path("objective").asDouble();
        }
        Path truth = folder.resolve("truth.csv");
        Files.write(truth, List.of("user,item", "u0,i21", "u1,i13", "u2,i5", "stranger,i0"));
        Result evaluated = run("evaluate", "--models", models, "--events", events, "--truth", truth, "--json");
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated
                        .json()
                        .path("models")
                        .path("als")
                        .path("map@7/adders")
                        .asDouble())
                .isGreaterThan(0.3);
    }

    @Test
    void train_clusterOnEvents_isBadUsage() {
        Result result = run("train", "--model", "cluster", "--events", events, "--out", folder.resolve("never"));
        assertThat(result).returns(2, Result::code);
        assertThat(result.err()).isEqualTo("recsys: --model cluster needs --panel, since events have no attributes\n");
        assertThat(folder.resolve("never")).doesNotExist();
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
    void config_printsDefaultsAndRanges_andItsJsonConfiguresARun() throws Exception {
        Result table = run("config");
        assertThat(table.code()).isZero();
        assertThat(table.out())
                .contains("mlc.trees.maxLeaves")
                .contains("als.iterations")
                .contains("cluster.clusters");
        Path file = Files.writeString(folder.resolve("run.json"), "{\"als\":{\"iterations\":2}}");
        Result whole = run("config", "--config", file);
        assertThat(whole.json().path("als").path("iterations").asInt()).isEqualTo(2);
        assertThat(whole.json().path("mlc").path("trees").path("maxLeaves").asInt())
                .isPositive();
        Path trace = folder.resolve("config-trace.jsonl");
        Result trained = run(
                "train",
                "--config",
                file,
                "--events",
                events,
                "--model",
                "als",
                "--out",
                folder.resolve("configured"),
                "--trace",
                trace);
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(Files.readAllLines(trace)).hasSize(2);
        Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"als\":{\"iteration\":2}}");
        Result refused = run("config", "--config", wrong);
        assertThat(refused).returns(2, Result::code);
        assertThat(refused.err()).contains("wrong.json").contains("als.iteration");
    }

    @Test
    void train_withoutMemory_savesNoCustomer() throws Exception {
        Path models = folder.resolve("no-memory");
        Result trained = run("train", "--panel", panel, "--model", "als", "--without-memory", "--out", models);
        assertThat(trained.code()).as(trained.err()).isZero();
        String bytes = Files.readString(models.resolve("als.recsys"), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain("10000003").doesNotContain("10000004");
        String with =
                Files.readString(out.resolve("models/hybrid.recsys"), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(with.split("10000003", -1)).hasSize(2);
    }

    @Test
    void evaluate_trainedPeriod_isRefusedUnlessAsked() {
        Path models = folder.resolve("trained");
        run("train", "--panel", panel, "--model", "als", "--out", models);
        Result refused = run("evaluate", "--models", models, "--panel", panel, "--at", "2015-04-28");
        assertThat(refused).returns(2, Result::code);
        assertThat(refused.err()).contains("als").contains("2015-05");
        assertThat(run(
                        "evaluate",
                        "--models",
                        models,
                        "--panel",
                        panel,
                        "--at",
                        "2015-04-28",
                        "--allow-trained-periods"))
                .returns(0, Result::code);
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
    void run_faultyRows_areToldAndKept() throws Exception {
        Path faulty = folder.resolve("faulty.csv");
        run("generate", "--customers", 400, "--months", 3, "--seed", 5, "--out", faulty);
        List<String> lines = new ArrayList<>(Files.readAllLines(faulty));
        lines.set(2, lines.get(2).replaceFirst("2015-01-28", "2015-13-28"));
        lines.set(4, "one,two");
        Files.write(faulty, lines);
        Path results = folder.resolve("faulty-out");
        Result result = run("run", "--panel", faulty, "--out", results);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("2 of ").contains("line 3").contains("line 5");
        assertThat(Files.readAllLines(results.resolve("quarantine.csv"))).hasSize(3);
    }

    @Test
    void run_synthetic_saysSo() {
        Result result =
                run("run", "--synthetic", 600, "--months", 4, "--seed", 1, "--out", folder.resolve("synthetic"));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("The bank is synthetic");
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
        assertThat(result.err()).isEqualTo("note: " + ids + ", line 4: 1 bytes are not UTF-8; read as windows-1252\n");
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

    @Test
    void models_fileWithAnOddNameBesideOthers_isLeftOutWithANote() throws Exception {
        Path models = Files.createDirectories(folder.resolve("odd"));
        Files.copy(out.resolve("models/als.recsys"), models.resolve("my model.recsys"));
        Result alone = run("inspect", "--models", models);
        assertThat(alone).returns(2, Result::code);
        assertThat(alone.err()).contains("there is no model in").contains("my model.recsys");
        Files.copy(out.resolve("models/als.recsys"), models.resolve("als.recsys"));
        Result inspected = run("inspect", "--models", models, "--json");
        assertThat(inspected.code()).as(inspected.err()).isZero();
        assertThat(inspected.json().path("models")).hasSize(1);
        assertThat(inspected.err()).contains("my model.recsys is left out");
        assertThat(run("recommend", "--models", models, "--user", "10000003")).returns(0, Result::code);
        assertThat(run("evaluate", "--models", models, "--panel", panel, "--at", "2015-04-28"))
                .returns(0, Result::code);
    }

    @Test
    void train_outputThatIsAnInput_isRefusedBeforeAnyWork() throws Exception {
        Path data = Files.copy(events, folder.resolve("data.csv"));
        byte[] before = Files.readAllBytes(data);
        Path hard = Files.createLink(folder.resolve("hard.csv"), data);
        Path soft = Files.createSymbolicLink(folder.resolve("soft.csv"), data);
        Path models = folder.resolve("same");
        for (Path trace : List.of(data, hard, soft, folder.resolve("./data.csv"))) {
            Result result = run("train", "--events", data, "--model", "als", "--out", models, "--trace", trace);
            assertThat(result).returns(2, Result::code);
            assertThat(result.err())
                    .isEqualTo("recsys: --trace would write over " + trace + ", which --events reads\n");
        }
        assertThat(models).doesNotExist();
        Files.createDirectories(models);
        Path inside = Files.createLink(models.resolve("als.recsys"), data);
        Result result = run("train", "--events", data, "--model", "als", "--out", models);
        assertThat(result).returns(2, Result::code);
        assertThat(result.err()).contains("--out would write over " + inside);
        assertThat(Files.readAllBytes(data)).isEqualTo(before);
        Path clash = folder.resolve("same2/als.recsys");
        assertThat(run("train", "--events", data, "--model", "als", "--out", clash.getParent(), "--trace", clash)
                        .err())
                .contains("which --trace writes");
    }

    @Test
    void generate_overALink_isRefused() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious.csv"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("to-precious.csv"), precious);
        Result result = run("generate", "--customers", 10, "--months", 2, "--out", link);
        assertThat(result).returns(1, Result::code);
        assertThat(result.err())
                .isEqualTo("recsys: " + link + " is a symbolic link, and only a regular file is replaced\n");
        assertThat(link).isSymbolicLink();
        assertThat(precious).hasContent("mine");
    }

    @Test
    void run_failing_leavesTheRunBefore() throws Exception {
        Path results = folder.resolve("twice");
        assertThat(run("run", "--synthetic", 400, "--months", 3, "--seed", 1, "--out", results))
                .returns(0, Result::code);
        byte[] metrics = Files.readAllBytes(results.resolve("metrics.json"));
        assertThat(run("run", "--synthetic", 400, "--months", 3, "--split", "2030-01-01", "--out", results))
                .returns(2, Result::code);
        assertThat(Files.readAllBytes(results.resolve("metrics.json"))).isEqualTo(metrics);
        assertThat(run("inspect", "--models", results.resolve("models"))).returns(0, Result::code);
        assertThat(run("train", "--events", events, "--out", results.resolve("models"))
                        .err())
                .contains("lies inside the result of a run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "train", "evaluate", "recommend", "generate", "inspect", "config"})
    void help_everyCommand_isThere(String command) {
        Result result = run(command, "--help");
        assertThat(result).returns(0, Result::code);
        assertThat(result.out()).contains("Usage: recsys " + command);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                    | Usage",
                "fly                                                   | fly",
                "run --out x                                           | --panel",
                "run --panel a --synthetic 5 --out x                   | mutually exclusive",
                "run --synthetic -4 --out x                            | --synthetic must be at least 1, but was -4",
                "run --synthetic 100 --months 2 --out x                | --months must be in 3..17, but was 2",
                "run --synthetic 100 -k 0 --out x                      | k must be at least 1, but was 0",
                "run --synthetic 100 --out pom.xml                     | --out pom.xml is a file, not a folder",
                "run --panel no-such-file.csv --out x                  | there is no file no-such-file.csv",
                "train --panel no-such-file.csv --model als --out x    | there is no file no-such-file.csv",
                "train --panel p --regularization 0 --out x            | regularization must be finite and in 0.000001..1000000",
                "evaluate --models no-such-folder --panel p --at 2015-01-28 | there is no folder no-such-folder",
                "recommend --models no-such-folder --user 1            | there is no folder no-such-folder",
                "inspect --models no-such-folder                       | there is no folder no-such-folder",
                "generate --customers 0 --out x                        | customers must be",
                "run --synthetic 100 --split foo --out x               | is not a date such as 2016-04-28",
                "run --synthetic many --out x                          | is not a whole number",
                "train --panel p --alpha big --out x                   | is not a number such as 0.5",
                "inspect --models caf\uFFFD\uFFFD                      | set a UTF-8 one, such as LC_ALL=C.UTF-8",
            })
    void errors_badUsageOrInput_areOneSentenceAndCode2(String line, String sentence) {
        Result result = run(line.isEmpty() ? new Object[0] : line.trim().split(" +"));
        assertThat(result).returns(2, Result::code).returns("", Result::out);
        assertThat(result.err()).contains(sentence).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(Path.of("x")).doesNotExist();
    }

    @Test
    void version_option_isTold() {
        assertThat(run("--version").out()).startsWith("recsys ");
    }
}
