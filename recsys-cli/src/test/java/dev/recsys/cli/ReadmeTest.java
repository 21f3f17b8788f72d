package dev.recsys.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the Java examples of the documents exactly as printed, imports included. */
class ReadmeTest {
    private static final String FIRST = "```%s\n(.*?)```";

    private static String block(Path document, String language) throws Exception {
        return block(document, language, 0);
    }

    /** The block of a language after so many others. */
    private static String block(Path document, String language, int others) throws Exception {
        Matcher block = Pattern.compile(FIRST.formatted(language), Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..").resolve(document)));
        for (int i = 0; i <= others; i++) {
            assertThat(block.find()).isTrue();
        }
        return block.group(1);
    }

    @Test
    void example_asPrinted_runs(@TempDir Path folder) throws Exception {
        assertThat(run("NextProduct", block(Path.of("README.md"), "java"), folder, "next-product.recsys"))
                .contains("10000015")
                .contains("map@7")
                .contains("hybrid");
        assertThat(folder.resolve("next-product.recsys")).isNotEmptyFile();
    }

    @Test
    void guideToDecisions_asPrinted_runs(@TempDir Path folder) throws Exception {
        Path guide = Path.of("docs", "decisions-guide.md");
        Path policy = Files.writeString(folder.resolve("cards.yaml"), block(guide, "yaml"));
        String printed = run("Offers", block(guide, "java"), folder, "cards.yaml", "decision-log");
        assertThat(printed)
                .containsPattern("(?m)^offered: \\[\\w+, \\w+]$")
                .containsPattern("(?m)^\\w+: HELD by customer$")
                .containsPattern("(?m)^\\w+ now: COOL_DOWN$")
                .containsPattern("(?m)^offered now: \\[\\w+]$");
        Result verified = Result.run("log", "verify", "--log", folder.resolve("decision-log"));
        assertThat(verified.code()).as(verified.err()).isZero();
        assertThat(verified.out()).contains("2 records");
        assertThat(policy).exists();
    }

    @Test
    void guideToLeaversOfATable_asPrinted_runs(@TempDir Path folder) throws Exception {
        StringBuilder text = new StringBuilder("customer,gender,tenure,channel,left\n");
        for (int row = 0; row < 600; row++) {
            int tenure = row * 7 % 40;
            boolean left = row * 31 % 100 < 60 - tenure;
            text.append(String.format(
                    Locale.ROOT,
                    "c%d,%s,%d,%s,%s%n",
                    row,
                    row % 2 == 0 ? "f" : "m",
                    tenure,
                    row % 3 == 0 ? "web" : "branch",
                    left ? "yes" : "no"));
        }
        Files.writeString(folder.resolve("customers.csv"), text);
        Path guide = Path.of("docs", "guide", "churn.md");
        assertThat(run("LeaversOfATable", block(guide, "java", 1), folder, "customers.csv", "left.recsys"))
                .contains("learned from [tenure, channel]")
                .containsPattern("risk: 0\\.[3-9]")
                .contains("most: tenure")
                .contains("auc, logLoss")
                .contains("TargetModel[left]");
    }

    @Test
    void guideToLeavers_asPrinted_runs(@TempDir Path folder) throws Exception {
        Path guide = Path.of("docs", "guide", "churn.md");
        Files.writeString(folder.resolve("staying.yaml"), block(guide, "yaml"));
        String example = block(guide, "java").replace("Path.of(\"\")", "Path.of(\"" + folder + "\")");
        assertThat(run("Leavers", example, folder, "staying.yaml", "left.recsys"))
                .containsPattern("later: \\{.*auc=0\\.[5-9]")
                .contains("by: ")
                .containsPattern("risk of \\d+: 0\\.\\d+")
                .containsPattern("\\[Prediction\\[model=leaves, target=removal recibo, hash=\\w+, value=0\\.\\d+]]")
                .containsPattern("offered: \\[\\w+");
    }

    @Test
    void guideToACreditScore_asPrinted_runs(@TempDir Path folder) throws Exception {
        StringBuilder text = new StringBuilder("loan,gender,tenure,channel,defaulted\n");
        for (int row = 0; row < 1000; row++) {
            int tenure = row * 7 % 40;
            boolean bad = row * 31 % 100 < (row % 3 == 0 ? 60 : 40) - tenure;
            text.append(String.format(
                    Locale.ROOT,
                    "l%d,%s,%d,%s,%s%n",
                    row,
                    row % 2 == 0 ? "f" : "m",
                    tenure,
                    row % 3 == 0 ? "web" : "branch",
                    bad ? "yes" : "no"));
        }
        Files.writeString(folder.resolve("loans.csv"), text);
        Path guide = Path.of("docs", "guide", "credit-score.md");
        assertThat(run("CreditScore", block(guide, "java"), folder, "loans.csv", "card.recsys"))
                .contains("Scorecard of defaulted: \"yes\" is bad")
                .contains("tenure: information value")
                .doesNotContain("gender")
                .containsPattern("points: 4\\d\\d")
                .containsPattern("R1 Too short a time with us: -\\d+ points")
                .containsPattern("points by trees: [45]\\d\\d")
                .containsPattern("KS 0\\.[3-9]");
    }

    @Test
    void guideToACampaign_asPrinted_runs(@TempDir Path folder) throws Exception {
        StringBuilder text = new StringBuilder("customer,gender,age,job,call_seconds,answer\n");
        for (int row = 0; row < 600; row++) {
            int age = 20 + row * 7 % 50;
            boolean answers = row * 31 % 100 < age - 10;
            text.append(String.format(
                    Locale.ROOT,
                    "c%d,%s,%s,%s,%d,%s%n",
                    row,
                    row % 2 == 0 ? "f" : "m",
                    row % 9 == 0 ? "unknown" : Integer.toString(age),
                    row % 3 == 0 ? "retired" : "clerk",
                    answers ? 300 : 20,
                    answers ? "yes" : "no"));
        }
        Files.writeString(folder.resolve("campaign.csv"), text);
        Files.writeString(
                folder.resolve("customers.csv"),
                "customer,age,job\nx1,22,clerk\nx2,68,retired\nx3,45,clerk\nx4,21,clerk\n");
        Path guide = Path.of("docs", "guide", "campaign.md");
        assertThat(run("Campaign", block(guide, "java"), folder, "campaign.csv", "customers.csv", "answer.recsys"))
                .contains("learned from [age, job]")
                .contains("most: age")
                .containsPattern("call x2: 0\\.[4-9]");
    }

    @Test
    void guideToUplift_asPrinted_runs(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("campaign.csv"), campaign(4));
        Files.writeString(folder.resolve("held-out.csv"), campaign(5));
        Path guide = Path.of("docs", "guide", "uplift.md");
        assertThat(run("Moved", block(guide, "java"), folder, "campaign.csv", "held-out.csv", "offer.recsys"))
                .containsPattern("uplift: 0\\.[12]")
                .contains("most: tenure")
                .contains("better than by lot: true")
                .containsPattern("top 30 %: \\+0\\.0\\d+ a customer over none, \\+0\\.")
                .contains("UpliftModel[UPLIFT_TREES, bought by offer]");
    }

    /** New customers are moved by 20 points, old ones repelled by 10. */
    private static String campaign(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("customer,gender,tenure,channel,offer,bought\n");
        for (int row = 0; row < 3000; row++) {
            int tenure = random.nextInt(40);
            boolean isTreated = random.nextBoolean();
            double rate = 0.3 + (isTreated ? (tenure < 15 ? 0.2 : -0.1) : 0);
            text.append(String.format(
                    Locale.ROOT,
                    "c%d,%s,%d,%s,%s,%s%n",
                    row,
                    random.nextBoolean() ? "f" : "m",
                    tenure,
                    random.nextInt(3) == 0 ? "web" : "branch",
                    isTreated ? "sent" : "kept",
                    random.nextDouble() < rate ? "yes" : "no"));
        }
        return text.toString();
    }

    /** Compiles and runs an example whose files stand in a folder; what it prints. */
    private static String run(String name, String example, Path folder, String... files) throws Exception {
        String elsewhere = example;
        for (String file : files) {
            String before = elsewhere;
            elsewhere = elsewhere.replace(file, folder.resolve(file).toString());
            assertThat(elsewhere).isNotEqualTo(before);
        }
        Path source = Files.writeString(folder.resolve(name + ".java"), elsewhere);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-cp", System.getProperty("java.class.path"), "-d", folder.toString());
            boolean compiled = compiler.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ReadmeTest.class.getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
