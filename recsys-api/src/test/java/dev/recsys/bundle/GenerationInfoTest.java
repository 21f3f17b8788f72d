package dev.recsys.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.bundle.GenerationInfo.StoredFile;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the values of a store refuse, and what they say of themselves. */
class GenerationInfoTest {
    private static final StoredFile FILE = new StoredFile(0, "0123456789abcdef".repeat(4));

    private static GenerationInfo info(long number, long follows, @Nullable String policyFile, String... names) {
        Map<String, StoredFile> files = new TreeMap<>();
        for (String name : names) {
            files.put(name, FILE);
        }
        return new GenerationInfo("1-00000001", number, follows, Instant.EPOCH, "1", "m", policyFile, "", files);
    }

    @Test
    void values_outOfTheirRange_areRefused() {
        assertThat(info(0, 0, null, "m.recsys").number()).isZero();
        refused(() -> info(-1, 0, null, "m.recsys"), "number must be at least 0, but was -1");
        refused(() -> info(1, -1, null, "m.recsys"), "follows must be at least 0, but was -1");
        refused(() -> info(1, 0, null, "m.recsys", "../x"), "files must have plain names, but one is called \"../x\"");
        refused(
                () -> info(1, 0, null, "n.recsys"),
                "defaultModel must be among the files of generation 1-00000001, but was \"m\"");
        refused(
                () -> info(1, 0, "p.yaml", "m.recsys"),
                "policyFile must be among the files of generation 1-00000001, but was \"p.yaml\"");
        refused(() -> new StoredFile(-1, FILE.sha256()), "size must be at least 0, but was -1");
        refused(() -> new StoredFile(0, "0A"), "sha256 must be 64 hexadecimal digits, but was \"0A\"");
        refused(() -> new Pointer("1-00000001", -1, Instant.EPOCH), "number must be at least 0, but was -1");
        assertThat(new Pointer("0-00000001", 0, Instant.EPOCH).number()).isZero();
    }

    @Test
    void files_ofAGeneration_areModelsPredictorsAndThePolicy() {
        GenerationInfo info = info(1, 0, "p.yaml", "m.recsys", "p.yaml", "b.predictor", "a.predictor");
        assertThat(info.models()).containsExactly("m");
        assertThat(info.predictors()).containsExactly("a", "b");
    }

    @Test
    void release_namesThatAreNone_areRefused() {
        Release release = StoreBundles.release("b");
        Bundle bundle = StoreBundles.bundle("c");
        assertThatIllegalArgumentException().isThrownBy(() -> Release.of("a/b", bundle));
        assertThatIllegalArgumentException().isThrownBy(() -> release.with("a/b", bundle));
        assertThat(release.withNote("x".repeat(1_000)).note()).hasSize(1_000);
    }

    @Test
    void release_policy_isGivenAndTakenAway() {
        Release release = StoreBundles.release("b").withPolicy("p.yaml", "policy: x");
        assertThat(release.policy()).contains("policy: x");
        assertThat(release).hasToString("Release[m; m by default, p.yaml]");
        assertThat(release.withoutPolicy().policyFile()).isEmpty();
        assertThat(release.withoutPolicy().policy()).isEmpty();
        assertThat(release.withoutPolicy().bundles()).containsOnlyKeys("m");
        assertThat(release.withoutPolicy()).hasToString("Release[m; m by default]");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }
}
