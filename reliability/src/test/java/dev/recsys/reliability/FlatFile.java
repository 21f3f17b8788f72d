package dev.recsys.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.ModelInfo;
import dev.recsys.internal.file.InfoJson;
import dev.recsys.model.Sections;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A model file taken apart by its documented layout, so that any byte of it can be changed and the whole sealed again: CRC32C
 * of each section, hash of each model in it, SHA-256 over all.
 */
final class FlatFile {
    private static final int HEAD = 16; // magic, version, length of the manifest

    private final byte[] head;
    private final String manifest;
    private final List<Part> parts = new ArrayList<>();

    /** A section: its name, what stands for its type, and its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Part(String name, int type, byte[] content) {
        int width() {
            return type == 4 ? 8 : type >= 2 ? 4 : 1;
        }
    }

    FlatFile(byte[] whole) throws IOException {
        this.head = java.util.Arrays.copyOf(whole, HEAD - 4);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(whole));
        in.skipNBytes(HEAD - 4);
        this.manifest = new String(in.readNBytes(in.readInt()), UTF_8);
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            int type = in.readUnsignedByte();
            int length = in.readInt();
            Part shape = new Part(name, type, new byte[0]);
            parts.add(new Part(name, type, in.readNBytes(length * shape.width())));
            in.readInt();
        }
    }

    List<Part> parts() {
        return parts;
    }

    /** The file with one section's content replaced, or without it if that is null, its checksums right. */
    byte[] resealed(int place, byte[] content) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeInt(parts.size() - (content == null ? 1 : 0));
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            byte[] bytes = i == place ? content : part.content();
            if (bytes != null) {
                out.writeUTF(part.name());
                out.writeByte(part.type());
                out.writeInt(bytes.length / part.width());
                out.write(bytes);
                CRC32C crc = new CRC32C();
                crc.update(bytes);
                out.writeInt((int) crc.getValue());
            }
        }
        byte[] bytes = body.toByteArray();
        Sections sections = Sections.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)), bytes.length);
        return sealed(sections);
    }

    /** The file with one section more, its checksums right. */
    byte[] withSection(String name, String text, boolean isNote) throws IOException {
        Sections.Builder more =
                Sections.builder().putAll("", body(0, parts.get(0).content()));
        return sealed((isNote ? more.putNote(name, text) : more.put(name, text)).build());
    }

    /** The file with another manifest, its checksums right. */
    byte[] withManifest(byte[] changed) throws IOException {
        return sealed(changed, body(0, parts.get(0).content()));
    }

    byte[] manifest() {
        return manifest.getBytes(UTF_8);
    }

    private Sections body(int place, byte[] content) throws IOException {
        byte[] file = resealed(place, content);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
        in.skipNBytes(HEAD - 4);
        in.skipNBytes(in.readInt());
        return Sections.readFrom(in, file.length);
    }

    /** With the hashes of the models in it, the inner ones first. */
    private byte[] sealed(Sections sections) throws IOException {
        ModelInfo info = InfoJson.read(manifest);
        Sections inner = sections;
        String hash;
        if (info.algorithm().equals("hybrid")) {
            Map<String, String> hashes = new TreeMap<>();
            String order = text(inner, "order");
            int component = 0;
            for (String name : order.lines().toList()) {
                inner = withHash(inner, "component" + component++ + "/", name, hashes);
            }
            Map<String, String> ofFallback = new TreeMap<>();
            inner = withHash(inner, "fallback/", "", ofFallback);
            Sections.Builder all = Sections.builder()
                    .put("order", order)
                    .put("blend", text(inner, "blend"))
                    .putAll("stack/", inner.under("stack/"));
            hashes.forEach((name, of) -> all.put("component/" + name, of));
            hash = all.put("fallback", ofFallback.getOrDefault("", "")).build().hash();
        } else {
            hash = inner.without("memory/").hash();
        }
        return sealed(InfoJson.write(withHash(info, hash)).getBytes(UTF_8), inner);
    }

    private static String text(Sections sections, String name) {
        try {
            return sections.text(name);
        } catch (IOException e) {
            return ""; // the library is to find out
        }
    }

    /** The sections with the hash of one model among them; as they are where its manifest can't be read. */
    private static Sections withHash(Sections sections, String prefix, String name, Map<String, String> hashes) {
        Sections part = sections.under(prefix);
        Sections model = part.under("model/");
        if (model.only("vocabulary.").isEmpty()) {
            model = Sections.builder()
                    .putAll("", sections.only("vocabulary."))
                    .putAll("", model)
                    .build();
        }
        try {
            ModelInfo info = InfoJson.read(part.text("info"));
            String hash = model.hash();
            hashes.put(name, hash);
            return Sections.builder()
                    .putAll("", sections.without(prefix + "info"))
                    .putNote(prefix + "info", InfoJson.write(withHash(info, hash)))
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            return sections;
        }
    }

    private static ModelInfo withHash(ModelInfo info, String hash) {
        return with(info, info.algorithm(), hash);
    }

    static ModelInfo with(ModelInfo info, String algorithm, String hash) {
        return new ModelInfo(
                algorithm,
                hash,
                info.config(),
                info.dataHash(),
                info.lastDate(),
                info.period(),
                info.userCount(),
                info.itemCount(),
                info.libraryVersion(),
                info.javaVersion(),
                info.trainedAt(),
                info.trainMillis(),
                info.notes());
    }

    private byte[] sealed(byte[] manifestBytes, Sections sections) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(file);
        out.write(head);
        out.writeInt(manifestBytes.length);
        out.write(manifestBytes);
        sections.writeTo(out);
        try {
            out.write(MessageDigest.getInstance("SHA-256").digest(file.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return file.toByteArray();
    }

    /** What a section's element may become beside one of its bits flipped: the values no training gives. */
    static List<byte[]> strange(int type) {
        List<byte[]> values = new ArrayList<>();
        switch (type) {
            case 2 -> {
                for (int value : new int[] {-1, 0, 1, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                    values.add(little(4).putInt(value).array());
                }
            }
            case 3 -> {
                for (float value :
                        new float[] {Float.NaN, Float.POSITIVE_INFINITY, 3e38f, -3e38f, -1, 0, Float.MIN_VALUE}) {
                    values.add(little(4).putFloat(value).array());
                }
            }
            case 4 -> {
                for (double value :
                        new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1e300, -1e300, 1e30, -1, 0, 2, 1e-320}) {
                    values.add(little(8).putDouble(value).array());
                }
            }
            default -> {
                for (int value : new int[] {0, 0x80, 0xff, '"', '\n'}) {
                    values.add(new byte[] {(byte) value});
                }
            }
        }
        return values;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    }
}
