package dev.recsys.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.CustomerPredictor;
import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.Sha256;
import dev.recsys.model.ModelCodec;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.PredictorCodec;
import dev.recsys.model.Sections;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One model in one flat file: magic, format version, a JSON manifest (the model's {@link ModelInfo}), named sections
 * with type, length and CRC32C, and a SHA-256 over everything before it. No Java serialization, no class names.
 *
 * <p>Writing goes to a temporary sibling, which is forced to disk and then moved over the target: a reader sees the old
 * model or the new one, never a part. Reading verifies every checksum before it builds anything. Thread-safe: no state.
 */
public final class ModelFile {
    private static final long MAGIC = 0x5245_4353_5953_4d46L; // "RECSYSMF"
    private static final int VERSION = 2;
    private static final int MAX_MANIFEST = 1 << 20;
    private static final int HASH_BYTES = 32;

    private ModelFile() {}

    /**
     * Writes a file, in place of any of that name, with the permissions of any new file. It is read back and checked before
     * it replaces the old one. Temporary siblings of the same target whose writers were killed are deleted.
     *
     * @param path the file; its folder must exist
     * @param info the manifest
     * @param sections the content
     * @param check what the content read back must pass
     * @throws IOException if the file can't be written, what stands there is no regular file (a symbolic link, a device,
     *     a folder), or what is written does not pass the check; the old file, if any, is untouched
     */
    public static void write(Path path, ModelInfo info, Sections sections, Check check) throws IOException {
        Path target = path.toAbsolutePath();
        WriteFailure.requireReplaceable(target);
        TemporarySibling sibling = create(target);
        if (sibling == null) {
            put(target, info, sections, check);
            return;
        }
        try (TemporarySibling temporary = sibling) {
            FileChannel channel = temporary.channel();
            try {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                write(out, info, sections);
                out.flush();
                channel.force(true);
            } catch (IOException e) {
                throw WriteFailure.of(path, e);
            }
            channel.position(0);
            // The stream stays open: closing it would close the channel, and end the lock.
            read(Channels.newInputStream(channel), channel.size(), temporary.path(), check);
            temporary.replaceTarget();
        }
    }

    /** Null where the file system has no file channels, as that of an object store. */
    private static @Nullable TemporarySibling create(Path target) throws IOException {
        try {
            return TemporarySibling.create(target);
        } catch (UnsupportedOperationException e) {
            return null;
        } catch (IOException e) {
            throw WriteFailure.of(target, e);
        }
    }

    /** Writes to an object store, which replaces a whole object at once: written and checked on the disk, then copied. */
    private static void put(Path target, ModelInfo info, Sections sections, Check check) throws IOException {
        Path local = Files.createTempFile("recsys", ".tmp");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(local), 1 << 16)) {
                write(out, info, sections);
            }
            read(local, check);
            Files.copy(local, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (ModelFormatException e) {
            throw e;
        } catch (IOException e) {
            throw WriteFailure.of(target, e);
        } finally {
            Files.deleteIfExists(local);
        }
    }

    /** What a file's content must pass before it is served, or before it replaces another. */
    @FunctionalInterface
    public interface Check {
        /**
         * Checks.
         *
         * @param info the manifest
         * @param sections the content
         * @throws ModelFormatException if it can't be served
         */
        void accept(ModelInfo info, Sections sections) throws ModelFormatException;
    }

    /**
     * The sections of a model, by the codec of its algorithm.
     *
     * @param model the model
     * @return its sections
     * @throws IllegalArgumentException if no codec knows the model's algorithm
     */
    public static Sections sectionsOf(Recommender model) {
        String algorithm = model.info().algorithm();
        Codecs.Found<ModelCodec> found = Codecs.find(algorithm);
        ModelCodec codec = found.codec();
        if (codec == null) {
            throw new IllegalArgumentException("the model can't be saved: " + found.missing(algorithm));
        }
        return codec.write(model);
    }

    /**
     * The model of sections, by the codec of its algorithm.
     *
     * @param info the model's provenance
     * @param sections its sections
     * @return the model
     * @throws ModelFormatException if no codec knows the algorithm, the sections are damaged or their hash is not that
     *     of {@code info}
     */
    public static Recommender modelOf(ModelInfo info, Sections sections) throws ModelFormatException {
        Codecs.Found<ModelCodec> found = Codecs.find(info.algorithm());
        ModelCodec codec = found.codec();
        if (codec == null) {
            throw new ModelFormatException(found.missing(info.algorithm()));
        }
        if (!codec.hash(sections).equals(info.modelHash())) {
            throw new ModelFormatException("the model's content does not have the hash its manifest says");
        }
        return codec.read(info, sections);
    }

    /**
     * Reads a file whole, every checksum verified.
     *
     * @param path the file
     * @param check gets the content; what it refuses is refused with the file's name
     * @throws ModelFormatException if the file is not one this library can serve
     * @throws IOException if the file can't be read
     */
    public static void read(Path path, Check check) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            read(in, Files.size(path), path, check);
        }
    }

    /**
     * What a model of customers predicts, by the codec of its algorithm.
     *
     * @param path the file
     * @return one predictor for each thing it predicts
     * @throws ModelFormatException if the file is damaged or no codec knows its algorithm
     * @throws IOException if the file can't be read
     */
    public static List<CustomerPredictor> predictors(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return predictors(in, Files.size(path), path);
        }
    }

    /**
     * As {@link #predictors(Path)}, of a file's bytes.
     *
     * @param bytes the file's content. Not modified.
     * @param path what errors call the file
     * @return one predictor for each thing it predicts
     * @throws ModelFormatException if the content is damaged or no codec knows its algorithm
     * @throws IOException if the content can't be read
     */
    public static List<CustomerPredictor> predictors(byte[] bytes, Path path) throws IOException {
        return predictors(new ByteArrayInputStream(bytes), bytes.length, path);
    }

    private static List<CustomerPredictor> predictors(InputStream in, long size, Path path) throws IOException {
        List<CustomerPredictor> all = new ArrayList<>();
        read(in, size, path, (info, sections) -> {
            Codecs.Found<PredictorCodec> found = Codecs.findPredictor(info.algorithm());
            PredictorCodec codec = found.codec();
            if (codec == null) {
                throw new ModelFormatException(
                        found.missing(info.algorithm()) + " that predicts something of customers");
            }
            all.addAll(codec.read(info, sections));
        });
        return List.copyOf(all);
    }

    /**
     * Reads a file whole, every checksum verified, and hashes what it reads.
     *
     * @param path the file
     * @param hash gets every byte of the file
     * @param check gets the content; what it refuses is refused with the file's name
     * @throws ModelFormatException if the file is not one this library can serve
     * @throws IOException if the file can't be read
     */
    public static void read(Path path, MessageDigest hash, Check check) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), hash)) {
            read(in, Files.size(path), path, check);
        }
    }

    private static void read(InputStream raw, long size, Path path, Check check) throws IOException {
        MessageDigest digest = Sha256.digest();
        int buffer = (int) Math.max(1, Math.min(size, 1 << 16));
        DataInputStream in = new DataInputStream(new DigestInputStream(new BufferedInputStream(raw, buffer), digest));
        try {
            ModelInfo info = readManifest(in);
            Sections sections = Sections.readFrom(in, size);
            byte[] computed = digest.digest();
            byte[] stored = in.readNBytes(HASH_BYTES);
            if (!MessageDigest.isEqual(computed, stored) || in.read() >= 0) {
                throw new ModelFormatException("its SHA-256 does not match its content");
            }
            check.accept(info, sections);
        } catch (EOFException e) {
            throw new ModelFormatException(path + " is not a usable model: it ends too early", e);
        } catch (ModelFormatException e) {
            throw new ModelFormatException(path + " is not a usable model: " + e.getMessage(), e);
        }
    }

    /**
     * Reads what a model says of itself, without loading or verifying the model.
     *
     * @param path the file
     * @return the manifest
     * @throws ModelFormatException if the file does not begin like a model
     * @throws IOException if the file can't be read
     */
    public static ModelInfo inspect(Path path) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            return readManifest(in);
        } catch (EOFException e) {
            throw new ModelFormatException(path + " is not a usable model: it ends too early", e);
        } catch (ModelFormatException e) {
            throw new ModelFormatException(path + " is not a usable model: " + e.getMessage(), e);
        }
    }

    private static void write(OutputStream raw, ModelInfo info, Sections sections) throws IOException {
        MessageDigest digest = Sha256.digest();
        DataOutputStream out = new DataOutputStream(new DigestOutputStream(raw, digest));
        byte[] manifest = InfoJson.write(info).getBytes(UTF_8);
        Checks.that(manifest.length <= MAX_MANIFEST, "the manifest must stay under %d bytes", MAX_MANIFEST);
        out.writeLong(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(manifest.length);
        out.write(manifest);
        sections.writeTo(out);
        out.flush();
        raw.write(digest.digest());
    }

    private static ModelInfo readManifest(DataInputStream in) throws IOException {
        if (in.readLong() != MAGIC) {
            throw new ModelFormatException("it does not begin with the mark of a model file");
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new ModelFormatException("it has format " + version + ", but this library reads format " + VERSION);
        }
        int length = in.readInt();
        if (length < 2 || length > MAX_MANIFEST) {
            throw new ModelFormatException("its manifest claims " + length + " bytes");
        }
        byte[] manifest = new byte[length];
        in.readFully(manifest);
        try {
            return InfoJson.read(new String(manifest, UTF_8));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("its manifest can't be read", e);
        }
    }
}
