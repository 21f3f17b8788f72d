package dev.recsys.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.bundle.GenerationInfo.StoredFile;
import dev.recsys.internal.check.Sha256;
import dev.recsys.internal.file.WholeFile;
import dev.recsys.model.ModelFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of one generation, written once and verified whenever they are read. Immutable. */
final class GenerationFolder {
    static final String MANIFEST_STEM = "manifest.";
    static final String MANIFEST = MANIFEST_STEM + "json";
    static final String SIGNATURE = MANIFEST_STEM + "sig";
    static final Pattern ID = Pattern.compile("([1-9][0-9]{0,17})-[0-9a-f]{8}");

    private static final int MAX_MANIFEST = 1 << 20;

    private final Path folder;
    private final GenerationInfo info;

    private GenerationFolder(Path folder, GenerationInfo info) {
        this.folder = folder;
        this.info = info;
    }

    /**
     * Reads a manifest.
     *
     * @param keys one of these must have signed it, unless there are none
     * @throws ModelFormatException if it can't be read, is of another folder, or is not so signed
     */
    static GenerationFolder open(Path folder, Collection<PublicKey> keys) throws IOException {
        byte[] bytes = bytes(folder.resolve(MANIFEST));
        if (!keys.isEmpty()) {
            requireSigned(folder, bytes, keys);
        }
        try {
            GenerationInfo info = ManifestJson.read(bytes);
            String name = name(folder);
            if (!info.id().equals(name) || info.number() != number(name)) {
                throw new ModelFormatException("its manifest is that of generation " + info.id());
            }
            return new GenerationFolder(folder, info);
        } catch (ModelFormatException e) {
            throw refusal(folder, String.valueOf(e.getMessage()), e);
        }
    }

    /** A folder without a manifest of its own. */
    static GenerationFolder unsealed(Path folder, GenerationInfo info) {
        return new GenerationFolder(folder, info);
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_MANIFEST + 1);
            if (bytes.length > MAX_MANIFEST) {
                throw new ModelFormatException(file + " has more than " + MAX_MANIFEST + " bytes");
            }
            return bytes;
        }
    }

    private static void requireSigned(Path folder, byte[] manifest, Collection<PublicKey> keys) throws IOException {
        byte[] signature;
        try {
            signature = Base64.getDecoder().decode(new String(bytes(folder.resolve(SIGNATURE)), UTF_8).strip());
        } catch (NoSuchFileException e) {
            throw refusal(folder, "it is not signed, and a signature is required", e);
        } catch (IllegalArgumentException e) {
            throw refusal(folder, "its signature can't be read", e);
        }
        if (!Signatures.isByOneOf(keys, manifest, signature)) {
            throw refusal(
                    folder,
                    "its signature is by none of the required keys, or it was changed since it was signed",
                    null);
        }
    }

    /** The number in an id. */
    static long number(String id) {
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }

    static String name(Path folder) {
        // Object stores end the names of folders with a slash.
        return String.valueOf(folder.getFileName()).replace("/", "");
    }

    private static ModelFormatException refusal(Path folder, String why, @Nullable Exception cause) {
        String sentence = "generation " + name(folder) + " can't be served: " + why;
        return cause == null ? new ModelFormatException(sentence) : new ModelFormatException(sentence, cause);
    }

    /** Writes a manifest over the files that are there. */
    static void seal(Path folder, GenerationInfo info) throws IOException {
        WholeFile.write(folder.resolve(MANIFEST), ManifestJson.write(info));
    }

    static void sign(Path folder, PrivateKey key) throws IOException {
        byte[] signature = Signatures.sign(key, bytes(folder.resolve(MANIFEST)));
        String text = Base64.getEncoder().encodeToString(signature) + "\n";
        WholeFile.write(folder.resolve(SIGNATURE), text.getBytes(UTF_8));
    }

    /** Size and hash of files that were just written. */
    static Map<String, StoredFile> measure(Path folder, Collection<String> names) throws IOException {
        Map<String, StoredFile> files = new TreeMap<>();
        for (String name : names) {
            files.put(name, measure(folder.resolve(name)));
        }
        return files;
    }

    private static StoredFile measure(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            long size = in.transferTo(OutputStream.nullOutputStream());
            return new StoredFile(size, HexFormat.of().formatHex(digest.digest()));
        }
    }

    GenerationInfo info() {
        return info;
    }

    Path path() {
        return folder;
    }

    /** Reads every file, whether or not it is loaded. */
    void verifyBytes() throws IOException {
        for (String name : info.files().keySet()) {
            try {
                require(name, measure(folder.resolve(name)).sha256());
            } catch (NoSuchFileException e) {
                throw refusal(folder, "its file " + name + " is missing", e);
            }
        }
    }

    /** Loads a model, its bytes those of the manifest. */
    Bundle bundle(String model) throws IOException {
        String file = model + ModelFolder.SUFFIX;
        if (!info.files().containsKey(file)) {
            throw new IllegalArgumentException("the name of a model of generation " + info.id() + " must be one of "
                    + String.join(", ", info.models()) + ", but was \"" + model + "\"");
        }
        MessageDigest digest = Sha256.digest();
        Bundle bundle = Bundle.load(folder.resolve(file), digest);
        require(file, HexFormat.of().formatHex(digest.digest()));
        return bundle;
    }

    /** Reads the models of customers that the policy names, their bytes those of the manifest; the same bytes once. */
    Map<String, PolicyModel> policyModels() throws IOException {
        Map<String, PolicyModel> byHash = new HashMap<>();
        Map<String, PolicyModel> models = new TreeMap<>();
        for (String name : info.predictors()) {
            String file = name + PolicyModel.SUFFIX;
            byte[] bytes = verified(file);
            String hash = sha256(file);
            PolicyModel model = byHash.get(hash);
            if (model == null) {
                model = PolicyModel.of(bytes, folder.resolve(file));
                byHash.put(hash, model);
            }
            models.put(name, model);
        }
        return models;
    }

    /** Reads the policy, its bytes those of the manifest. */
    String text(String file) throws IOException {
        byte[] bytes = verified(file);
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw refusal(folder, file + " is not UTF-8", e);
        }
    }

    private byte[] verified(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        require(file, HexFormat.of().formatHex(Sha256.digest().digest(bytes)));
        return bytes;
    }

    /** What the manifest says; empty where it has no such file. */
    private String sha256(String file) {
        StoredFile expected = info.files().get(file);
        return expected == null ? "" : expected.sha256();
    }

    private void require(String file, String sha256) throws ModelFormatException {
        if (!sha256(file).equals(sha256)) {
            throw refusal(folder, "the SHA-256 of " + file + " is not that of the manifest", null);
        }
    }
}
