package dev.recsys.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.internal.check.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/** SHA-256 of sections. */
final class SectionDigest {
    static final int CHUNK = 1 << 16; // elements at a time

    private SectionDigest() {}

    static String of(Map<String, Section> sections) {
        MessageDigest digest = Sha256.digest();
        sections.forEach((name, section) -> {
            if (section.type() != Section.Type.NOTE) {
                byte[] nameBytes = name.getBytes(UTF_8);
                digest.update(ByteBuffer.allocate(12)
                        .putInt(nameBytes.length)
                        .putInt(section.type().code)
                        .putInt(section.count())
                        .flip());
                digest.update(nameBytes);
                for (int from = 0; from < section.count(); from += CHUNK) {
                    digest.update(section.encode(from, Math.min(CHUNK, section.count() - from)));
                }
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }
}
