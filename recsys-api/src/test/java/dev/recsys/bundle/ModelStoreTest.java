package dev.recsys.bundle;

import static dev.recsys.bundle.StoreBundles.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.model.EchoModel;
import dev.recsys.model.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
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

    @Test
    void save_modelThatCannotBeLoadedBack_leavesAllAsItWas() throws Exception {
        ModelStore store = ModelStore.at(folder);
        GenerationInfo before = store.save(release("b"));
        Release unreadable = release("c").with("echo", Bundle.of(EchoModel.unreadable()));
        assertThatThrownBy(() -> store.save(unreadable))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("made to be unreadable");
        assertThat(store.latest().info()).isEqualTo(before);
        assertThat(names(folder)).containsExactly(before.id(), "current");
    }

    @Test
    void sign_currentGeneration_movesThePointerToItAnew() throws Exception {
        Instant[] now = {Instant.parse("2026-11-22T03:00:00Z")};
        ModelStore store = ModelStore.at(folder).withClock(() -> now[0]);
        GenerationInfo first = store.save(release("b"));
        GenerationInfo second = store.save(release("c"));
        PrivateKey key =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
        now[0] = now[0].plusSeconds(60);
        assertThat(store.sign(1, key)).isEqualTo(first);
        assertThat(store.current().orElseThrow().since()).isEqualTo(now[0].minusSeconds(60));
        assertThat(store.sign(2, key)).isEqualTo(second);
        assertThat(store.current().orElseThrow()).isEqualTo(new Pointer(second.id(), 2, now[0]));
    }

    @Test
    void sign_damagedGeneration_isRefused() throws Exception {
        ModelStore store = ModelStore.at(folder);
        GenerationInfo info = store.save(release("b"));
        Path model = folder.resolve(info.id()).resolve("m.recsys");
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length - 1] ^= 1;
        Files.write(model, bytes);
        PrivateKey key =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
        assertThatThrownBy(() -> store.sign(1, key))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("m.recsys");
        assertThat(folder.resolve(info.id()).resolve("manifest.sig")).doesNotExist();
    }

    @Test
    void key_tooLongOrWithoutAName_isRefused() throws Exception {
        Path file = Files.write(folder.resolve("key"), new byte[1 << 14]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.publicKey(file))
                .withMessageContaining("must hold one Ed25519 public key");
        Files.write(file, new byte[(1 << 14) + 1]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.publicKey(file))
                .withMessageContaining("is too long");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.generate(folder.getRoot()))
                .withMessageContaining("must have a name");
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
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(info.id());
        assertThat(store.generations()).isEmpty();
        assertThat(store.save(release("c")).number()).isEqualTo(2);
    }
}
