package dev.recsys.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** Sections as bytes: each with its name, type, length, content and CRC32C. */
final class SectionStream {
    private static final int MAX_SECTIONS = 1 << 16;

    private SectionStream() {}

    static void write(Map<String, Section> sections, DataOutputStream out) throws IOException {
        out.writeInt(sections.size());
        for (Map.Entry<String, Section> entry : sections.entrySet()) {
            Section section = entry.getValue();
            out.writeUTF(entry.getKey());
            out.writeByte(section.type().code);
            out.writeInt(section.count());
            CRC32C crc = new CRC32C();
            for (int from = 0; from < section.count(); from += SectionDigest.CHUNK) {
                byte[] bytes = section.encode(from, Math.min(SectionDigest.CHUNK, section.count() - from));
                crc.update(bytes);
                out.write(bytes);
            }
            out.writeInt((int) crc.getValue());
        }
    }

    static Map<String, Section> read(DataInputStream in, long byteLimit) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_SECTIONS) {
            throw new ModelFormatException("it claims " + count + " sections");
        }
        Map<String, Section> sections = new LinkedHashMap<>();
        byte[] chunk = new byte[(int) Math.max(0, Math.min(byteLimit, SectionDigest.CHUNK * 8L))];
        for (int i = 0; i < count; i++) {
            String name = readName(in);
            Section section = readHeader(in, name, byteLimit);
            CRC32C crc = new CRC32C();
            for (int from = 0; from < section.count(); from += SectionDigest.CHUNK) {
                int bytes = Math.min(SectionDigest.CHUNK, section.count() - from) * section.type().width;
                in.readFully(chunk, 0, bytes);
                crc.update(chunk, 0, bytes);
                section.decode(from, ByteBuffer.wrap(chunk, 0, bytes).slice());
            }
            if (in.readInt() != (int) crc.getValue()) {
                throw new ModelFormatException("section \"" + name + "\" has a wrong checksum");
            }
            if (sections.putIfAbsent(name, section) != null) {
                throw new ModelFormatException("two sections are called \"" + name + "\"");
            }
        }
        return sections;
    }

    private static String readName(DataInputStream in) throws IOException {
        try {
            return in.readUTF();
        } catch (UTFDataFormatException e) {
            throw new ModelFormatException("a section's name can't be read", e);
        }
    }

    private static Section readHeader(DataInputStream in, String name, long byteLimit) throws IOException {
        int code = in.readUnsignedByte();
        int length = in.readInt();
        Section.Type type = Section.Type.of(code);
        // The limit bounds what is allocated, so that a damaged length can't exhaust the heap.
        if (type == null || length < 0 || (long) length * type.width > byteLimit) {
            throw new ModelFormatException("section \"" + name + "\" claims type " + code + " and length " + length);
        }
        return Section.allocate(type, length);
    }
}
