package dev.recsys.bundle;

import static dev.recsys.bundle.StoreBundles.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest extends ModelStoreContract {
    @TempDir
    private Path folder;

    @Override
    Path folder() {
        return folder;
    }

    @Test
    void generateKey_filesSignAndVerify() throws Exception {
        Path file = folder.resolve("key");
        Path publicFile = SigningKeys.generate(file);
        assertThat(publicFile).isEqualTo(folder.resolve("key.pub"));
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        ModelStore store = ModelStore.at(folder.resolve("store"))
                .requiring(List.of(SigningKeys.publicKey(publicFile)))
                .signing(SigningKeys.privateKey(file));
        assertThat(store.save(release("b"))).isEqualTo(store.latest().info());
        String before = Files.readString(file);
        assertThatThrownBy(() -> SigningKeys.generate(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exists, and a key is never replaced");
        Files.delete(publicFile);
        assertThatThrownBy(() -> SigningKeys.generate(file)).isInstanceOf(IOException.class);
        assertThat(publicFile).doesNotExist();
        assertThat(file).content().isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----"
            })
    void readKey_noKey_isRefusedWithoutItsContent(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), text);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.privateKey(file))
                .withMessageContaining("must hold one Ed25519 private key")
                .withMessageNotContaining("c2VjcmV0")
                .withNoCause();
        assertThatIllegalArgumentException().isThrownBy(() -> SigningKeys.publicKey(file));
    }

    @Test
    void anyUse_wrongArguments_areRefused() throws Exception {
        ModelStore store = ModelStore.at(folder);
        var other = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        assertThatIllegalArgumentException().isThrownBy(() -> store.keeping(1)).withMessageContaining("at least 2");
        assertThatIllegalArgumentException().isThrownBy(() -> store.requiring(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.requiring(List.of(other.getPublic())))
                .withMessage("publicKeys must be of Ed25519, but was of RSA");
        assertThatIllegalArgumentException().isThrownBy(() -> store.signing(other.getPrivate()));
        assertThatIllegalArgumentException().isThrownBy(() -> store.save(null));
        for (String file : List.of("", "../x", ".x", "m.recsys", "manifest.json", "manifest.sig", "a/b")) {
            assertThatIllegalArgumentException().isThrownBy(() -> release("b").withPolicy(file, ""));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> release("b").withNote("x".repeat(1001)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Release.of("m", StoreBundles.bundle("b").withoutMemory())
                        .remembering(StoreBundles.log("b")))
                .withMessageContaining("no model of the release has a memory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"format\":2}",
                "{\"format\":1,\"files\":{\"../m.recsys\":{\"size\":1,\"sha256\":\"\"}}}"
            })
    void load_manifestThatIsNone_isRefused(String manifest) throws Exception {
        ModelStore store = ModelStore.at(folder);
        GenerationInfo info = store.save(release("b"));
        Files.writeString(folder.resolve(info.id()).resolve("manifest.json"), manifest);
        assertThatThrownBy(store::latest)
                .isInstanceOf(dev.recsys.model.ModelFormatException.class)
                .hasMessageContaining(info.id());
        assertThat(store.generations()).isEmpty();
        assertThat(store.save(release("c")).number()).isEqualTo(2);
    }
}
