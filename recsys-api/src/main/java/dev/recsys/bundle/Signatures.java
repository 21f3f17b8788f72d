package dev.recsys.bundle;

import dev.recsys.internal.check.Checks;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Collection;

/** Ed25519 by the JDK alone. Thread-safe: no state. */
final class Signatures {
    static final String ALGORITHM = "Ed25519";

    private Signatures() {}

    static <K extends Key> K require(K key, String name) {
        String algorithm = Checks.notNull(key, name).getAlgorithm();
        // Keys of the JDK say either.
        Checks.that(
                ALGORITHM.equals(algorithm) || "EdDSA".equals(algorithm),
                "%s must be of Ed25519, but was of %s",
                name,
                algorithm);
        return key;
    }

    static byte[] sign(PrivateKey key, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("key must be one of Ed25519", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 can't sign", e);
        }
    }

    /** Whether one of the keys made the signature; anything odd is a no. */
    static boolean isByOneOf(Collection<PublicKey> keys, byte[] bytes, byte[] made) {
        return keys.stream().anyMatch(key -> isBy(key, bytes, made));
    }

    private static boolean isBy(PublicKey key, byte[] bytes, byte[] made) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(bytes);
            return signature.verify(made);
        } catch (InvalidKeyException | SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 can't verify", e);
        }
    }
}
