package dev.recsys.bundle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.WriteFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * The keys that generations are signed with, as files: Ed25519, the private one as PKCS#8 and the public one as X.509, both in
 * PEM, as OpenSSL writes and reads them. Thread-safe: no state.
 */
public final class SigningKeys {
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    /** What follows the private key's file name in that of the public key. */
    public static final String PUBLIC_SUFFIX = ".pub";

    private static final int MAX_BYTES = 1 << 14;

    private SigningKeys() {}

    /**
     * Makes a new pair of keys. Nothing is replaced.
     *
     * @param privateFile where the private key goes, readable by its owner alone where the file system has such permissions; the
     *     public key goes beside it, with {@value #PUBLIC_SUFFIX} after its name
     * @return the public key's file
     * @throws IOException if a file of one of the names exists, or can't be written
     * @throws IllegalArgumentException if {@code privateFile} is null or the root of a file system
     */
    public static Path generate(Path privateFile) throws IOException {
        Path name = Checks.notNull(privateFile, "privateFile").getFileName();
        Checks.that(
                name != null && !name.toString().isEmpty(), "privateFile must have a name, but was %s", privateFile);
        Path publicFile = privateFile.resolveSibling(name + PUBLIC_SUFFIX);
        KeyPair pair = pair();
        boolean ownerOnly =
                privateFile.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] permissions = ownerOnly
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        write(publicFile, pem(PUBLIC, pair.getPublic().getEncoded()));
        try {
            write(privateFile, pem(PRIVATE, pair.getPrivate().getEncoded()), permissions);
        } catch (IOException e) {
            Files.deleteIfExists(publicFile);
            throw e;
        }
        return publicFile;
    }

    /**
     * Reads a private key.
     *
     * @param file PKCS#8 in PEM
     * @return the key
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if it is no such key; the message says nothing of the content
     */
    public static PrivateKey privateKey(Path file) throws IOException {
        byte[] encoded = read(file, PRIVATE);
        try {
            return KeyFactory.getInstance(Signatures.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw refusal(file, PRIVATE);
        }
    }

    /**
     * Reads a public key.
     *
     * @param file X.509 in PEM
     * @return the key
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if it is no such key
     */
    public static PublicKey publicKey(Path file) throws IOException {
        byte[] encoded = read(file, PUBLIC);
        try {
            return KeyFactory.getInstance(Signatures.ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw refusal(file, PUBLIC);
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance(Signatures.ALGORITHM).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform has no Ed25519", e);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    private static void write(Path file, String text, FileAttribute<?>... attributes) throws IOException {
        try {
            Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)
                    .close();
        } catch (FileAlreadyExistsException e) {
            throw new IOException(file + " exists, and a key is never replaced", e);
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
        try {
            Files.write(file, text.getBytes(US_ASCII));
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw WriteFailure.of(file, e);
        }
    }

    private static byte[] read(Path file, String kind) throws IOException {
        Checks.notNull(file, "file");
        Checks.that(Files.size(file) <= MAX_BYTES, "file must hold a key, but %s is too long", file);
        String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                .strip();
        String begin = "-----BEGIN " + kind + "-----";
        String end = "-----END " + kind + "-----";
        if (!text.startsWith(begin) || !text.endsWith(end)) {
            throw refusal(file, kind);
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(begin.length(), text.length() - end.length()));
        } catch (IllegalArgumentException e) {
            throw refusal(file, kind);
        }
    }

    /** Without a cause, whose message might quote what should stay secret. */
    private static IllegalArgumentException refusal(Path file, String kind) {
        return new IllegalArgumentException(file + " must hold one Ed25519 " + kind.toLowerCase(java.util.Locale.ROOT)
                + " in PEM, as recsys sign --generate-key writes it");
    }
}
