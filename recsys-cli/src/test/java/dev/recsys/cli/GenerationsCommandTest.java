package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recsys.bundle.ModelStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Publishing models, signing and checking them, and going back. */
@ExtendWith(TrainedBank.Shared.class)
class GenerationsCommandTest {
    private static final String POLICY = """
            policy: small
            version: 1
            rules: [{name: adults, items: credit, require: {age: {from: 18}}}]
            """;

    @TempDir
    private Path folder;

    private static Path models;

    @BeforeAll
    static void bank(TrainedBank bank) {
        models = bank.out().resolve("models");
    }

    private Path store() {
        return folder.resolve("store");
    }

    private void publish(Object... more) {
        Object[] all = new Object[5 + more.length];
        System.arraycopy(new Object[] {"publish", "--models", models, "--store", store()}, 0, all, 0, 5);
        System.arraycopy(more, 0, all, 5, more.length);
        Result result = run(all);
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void publish_twice_listsGenerationsAndGoesBack() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), POLICY);
        publish("--policy", policy, "--note", "November");
        publish("--default", "als");
        ModelStore store = ModelStore.at(store());
        assertThat(store.load(1).policy()).contains(POLICY);
        assertThat(store.load(1).info().defaultModel()).isEqualTo("hybrid");
        assertThat(store.latest().bundle().info().algorithm()).isEqualTo("als");
        Result list = run("generations", "--store", store());
        assertThat(list.code()).isZero();
        assertThat(list.out())
                .containsPattern("(?m)^\\* 2-[0-9a-f]{8} ")
                .containsPattern("(?m)^  1-[0-9a-f]{8} .*hybrid.*, policy.yaml  November$");
        Result back = run("generations", "--store", store(), "--rollback", "--json");
        assertThat(back.code()).as(back.err()).isZero();
        assertThat(back.json().path("current").asText()).startsWith("1-");
        assertThat(back.json().path("generations").size()).isEqualTo(2);
        Result first = run("generations", "--store", store(), "--rollback");
        assertThat(first.code()).isEqualTo(1);
        assertThat(first.err()).contains("is the first");
        assertThat(run("generations", "--store", store(), "--activate", 2).out())
                .containsPattern("(?m)^\\* 2-");
    }

    @Test
    void publish_policyThatDoesNotFit_isRefusedAndNothingIsLeft() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), POLICY.replace("age", "aeg"));
        Result result = run("publish", "--models", models, "--store", store(), "--policy", policy);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("aeg");
        assertThat(store()).doesNotExist();
    }

    @Test
    void sign_andCheck_findWhatIsNotAsItShouldBe() throws Exception {
        Path key = folder.resolve("key");
        Path publicKey = folder.resolve("key.pub");
        assertThat(run("sign", "--generate-key", key).out()).contains("public key:  " + publicKey);
        publish();
        Result unsigned = run("check", "--store", store(), "--public-key", publicKey);
        assertThat(unsigned.code()).isEqualTo(1);
        assertThat(unsigned.out()).containsPattern("(?m)^failed .* signature .*is not signed");
        Result signed = run("sign", "--key", key, "--store", store());
        assertThat(signed.code()).as(signed.err()).isZero();
        Result sound = run("check", "--store", store(), "--public-key", publicKey, "--date", "2015-06-01");
        assertThat(sound.code()).as(sound.out()).isZero();
        assertThat(sound.out())
                .containsPattern("(?m)^ok .* signature ")
                .containsPattern("(?m)^ok +hybrid +answers ")
                .containsPattern("(?m)^(ok|note) +hybrid +protection ")
                .containsPattern("(?m)^ok +hybrid +memory +[0-9,]+ customers")
                .containsPattern("(?m)^ok +hybrid +data +of 2015-0")
                .endsWith(" 0 failed" + System.lineSeparator());
        publish("--key", key);
        assertThat(run("check", "--store", store(), "--public-key", publicKey).code())
                .isZero();
        Path file = store().resolve(ModelStore.at(store()).latest().info().id()).resolve("als.recsys");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Result damaged = run("check", "--store", store(), "--json");
        assertThat(damaged.code()).isEqualTo(1);
        JsonNode json = damaged.json();
        assertThat(json.path("failed").asInt()).isEqualTo(1);
        assertThat(json.path("checks").findValuesAsText("found")).anyMatch(found -> found.contains("als.recsys"));
        assertThat(run("check", "--store", store(), "--generation", 1).code()).isZero();
    }

    @Test
    void check_models_saysHowOldTheDataAre() {
        Result now = run("check", "--models", models, "--date", "2015-06-01");
        assertThat(now.code()).as(now.out()).isZero();
        Result later = run("check", "--models", models, "--date", "2017-01-01");
        assertThat(later.code()).as(later.out()).isZero();
        assertThat(later.out()).containsPattern("(?m)^note +hybrid +data .*: train again$");
        assertThat(run("check", "--models", models, "--date", "2017-01-01", "--strict")
                        .code())
                .isEqualTo(1);
        Result earlier = run("check", "--models", models, "--date", "2014-01-01");
        assertThat(earlier.code()).isEqualTo(1);
        assertThat(earlier.out()).containsPattern("(?m)^failed +hybrid +data .*which is after 2014-01-01$");
    }

    @Test
    void commands_badUsage_areRefused() {
        assertThat(run("check").code()).isEqualTo(2);
        assertThat(run("check", "--models", models, "--generation", 1).code()).isEqualTo(2);
        assertThat(run("check", "--store", store()).err()).contains("there is no folder");
        assertThat(run("sign").err()).contains("give --key and --store, or --generate-key");
        assertThat(run("sign", "--generate-key", folder.resolve("k"), "--store", store())
                        .code())
                .isEqualTo(2);
        assertThat(run("generations", "--store", folder, "--rollback", "--activate", 1)
                        .code())
                .isEqualTo(2);
        assertThat(run("publish", "--models", models, "--store", store(), "--keep", 1)
                        .code())
                .isEqualTo(2);
    }
}
