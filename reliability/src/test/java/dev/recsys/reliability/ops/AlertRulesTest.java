package dev.recsys.reliability.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration, the rules and their own tests, by Prometheus' tool. */
@Tag("slow")
class AlertRulesTest {
    private static Tools.Said promtool(Path folder, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Tools.needed("promtool")));
        command.addAll(List.of(words));
        return Tools.run(folder, command);
    }

    private static void assertFine(Tools.Said said) {
        assertThat(said.code()).as(said.words()).isZero();
    }

    @Test
    void configuration_andRules_areSound() throws Exception {
        assertFine(promtool(Tools.OPS, "check", "config", "prometheus.yml"));
        assertFine(promtool(Tools.OPS, "check", "rules", "rules.yml"));
    }

    @Test
    void alerts_fireAndKeepQuiet_asTheirTestsSay() throws Exception {
        assertFine(promtool(Tools.OPS, "test", "rules", "rules-test.yml", "rules-days-test.yml"));
    }

    /** Each alert must be seen firing by a test. */
    @Test
    void alerts_all_haveATest() throws IOException {
        Set<String> alerts = names("- alert: (\\w+)", "rules.yml");
        assertThat(alerts).hasSizeGreaterThan(10);
        assertThat(names("alertname: (\\w+)\\n +exp_alerts:\\n +- exp_labels", "rules-test.yml", "rules-days-test.yml"))
                .isEqualTo(alerts);
    }

    private static Set<String> names(String pattern, String... files) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String file : files) {
            Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Tools.OPS.resolve(file)));
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    /** The tests of the rules can fail. */
    @Test
    void alerts_aRuleMadeBlunt_isCaught(@TempDir Path folder) throws Exception {
        String rules = Files.readString(Tools.OPS.resolve("rules.yml"));
        String rule = "recsys_log_failed) == 1";
        assertThat(rules).contains(rule);
        Files.writeString(folder.resolve("rules.yml"), rules.replace(rule, "recsys_log_failed) == 2"));
        Files.copy(Tools.OPS.resolve("rules-test.yml"), folder.resolve("rules-test.yml"));
        Tools.Said said = promtool(folder, "test", "rules", "rules-test.yml");
        assertThat(said.code()).as(said.words()).isNotZero();
        assertThat(said.words()).contains("RecsysLogFailed");
    }
}
