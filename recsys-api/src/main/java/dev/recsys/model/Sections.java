package dev.recsys.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Named arrays: the body of a model file. Names are unique; a prefix ending in {@code /} groups those of a part. The
 * arrays are shared, not copied, and must not be modified. Safe for reading by many threads.
 */
public final class Sections {
    private final SectionMap sections;

    private Sections(SectionMap sections) {
        this.sections = sections;
    }

    /**
     * A builder; sections are kept in the order of its calls.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A SHA-256 over names, types and contents of all sections but notes.
     *
     * @return 64 hexadecimal digits
     */
    public String hash() {
        return SectionDigest.of(sections.all());
    }

    /**
     * Whether there is no section at all.
     *
     * @return true if there is none
     */
    public boolean isEmpty() {
        return sections.all().isEmpty();
    }

    /**
     * Writes the sections as bytes, each with its checksum.
     *
     * @param out where to. Not closed.
     * @throws IOException if it can't be written
     * @throws IllegalArgumentException if {@code out} is null
     */
    public void writeTo(DataOutputStream out) throws IOException {
        Checks.notNull(out, "out");
        SectionStream.write(sections.all(), out);
    }

    /**
     * Reads what {@link #writeTo} wrote, every checksum verified.
     *
     * @param in where from. Not closed.
     * @param byteLimit a section of more bytes is refused, which bounds what damaged bytes can allocate
     * @return the sections
     * @throws ModelFormatException if they are damaged
     * @throws IOException if they can't be read or end too early
     * @throws IllegalArgumentException if {@code in} is null
     */
    public static Sections readFrom(DataInputStream in, long byteLimit) throws IOException {
        Checks.notNull(in, "in");
        return new Sections(new SectionMap(SectionStream.read(in, byteLimit)));
    }

    Map<String, Section> all() {
        return sections.all();
    }

    /**
     * The sections of one part, without their prefix.
     *
     * @param prefix ends in {@code /}
     * @return possibly no sections
     * @throws IllegalArgumentException if {@code prefix} is null
     */
    public Sections under(String prefix) {
        Checks.notNull(prefix, "prefix");
        return new Sections(sections.under(prefix));
    }

    /**
     * The sections that are not of a part.
     *
     * @param prefix what the names of the part begin with
     * @return the others
     * @throws IllegalArgumentException if {@code prefix} is null
     */
    public Sections without(String prefix) {
        Checks.notNull(prefix, "prefix");
        return new Sections(sections.only(name -> !name.startsWith(prefix)));
    }

    /**
     * The sections whose names begin alike, with their whole names.
     *
     * @param prefix what their names begin with
     * @return possibly no sections
     * @throws IllegalArgumentException if {@code prefix} is null
     */
    public Sections only(String prefix) {
        Checks.notNull(prefix, "prefix");
        return new Sections(sections.only(name -> name.startsWith(prefix)));
    }

    /**
     * The sections that nobody has asked for yet, under this or another prefix. A file that leaves one is refused: it holds
     * what no part of the library understands.
     *
     * @return their names, in the order of the file
     */
    public List<String> unread() {
        return sections.unread();
    }

    /**
     * A section of ints.
     *
     * @param name its name
     * @return the shared array. Not to be modified.
     * @throws ModelFormatException if it is missing or of another type
     */
    public int[] ints(String name) throws ModelFormatException {
        return sections.ints(name);
    }

    /**
     * A section of floats, each finite or NaN as the codec decides.
     *
     * @param name its name
     * @return the shared array. Not to be modified.
     * @throws ModelFormatException if it is missing or of another type
     */
    public float[] floats(String name) throws ModelFormatException {
        return sections.floats(name);
    }

    /**
     * A section of doubles, every one finite.
     *
     * @param name its name
     * @param length how many there must be
     * @return the shared array. Not to be modified.
     * @throws ModelFormatException if it is missing, of another type or length, or holds a value that is not finite
     */
    public double[] finiteDoubles(String name, int length) throws ModelFormatException {
        return SectionChecks.finite(name, sections.doubles(name), length);
    }

    /**
     * A section of shares or probabilities.
     *
     * @param name its name
     * @param length how many there must be
     * @return the shared array, each in 0..1. Not to be modified.
     * @throws ModelFormatException if it is missing, of another type or length, or holds a value outside 0..1
     */
    public double[] shares(String name, int length) throws ModelFormatException {
        return SectionChecks.shares(name, finiteDoubles(name, length));
    }

    /**
     * A section of text, a note or not.
     *
     * @param name its name
     * @return the text
     * @throws ModelFormatException if it is missing, of another type, or not UTF-8
     */
    public String text(String name) throws ModelFormatException {
        return sections.text(name);
    }

    /**
     * An index of ids.
     *
     * @param name what {@link Builder#put(String, IdIndex)} was given
     * @return the index
     * @throws ModelFormatException if it is missing, not UTF-8 or not a bijection
     */
    public IdIndex ids(String name) throws ModelFormatException {
        return VocabularySections.ids(sections, name);
    }

    /**
     * A catalogue.
     *
     * @param name what {@link Builder#put(String, Catalogue)} was given
     * @return the catalogue
     * @throws ModelFormatException if it is missing or damaged
     */
    public Catalogue catalogue(String name) throws ModelFormatException {
        return VocabularySections.catalogue(sections, name);
    }

    /**
     * A vocabulary.
     *
     * @param name what {@link Builder#put(String, Vocabulary)} was given
     * @return the vocabulary
     * @throws ModelFormatException if it is missing or damaged
     */
    public Vocabulary vocabulary(String name) throws ModelFormatException {
        return VocabularySections.vocabulary(sections, name);
    }

    /**
     * A sparse matrix.
     *
     * @param name what {@link Builder#put(String, InteractionMatrix)} was given
     * @param rowCount how many rows it must have
     * @param columnCount how many columns it has
     * @return the matrix
     * @throws ModelFormatException if it is missing or breaks an invariant of {@link InteractionMatrix}
     */
    public InteractionMatrix matrix(String name, int rowCount, int columnCount) throws ModelFormatException {
        return TableSections.matrix(sections, name, rowCount, columnCount);
    }

    /**
     * A feature table.
     *
     * @param name what {@link Builder#put(String, FeatureTable)} was given
     * @param rowCount how many rows it must have
     * @return the table
     * @throws ModelFormatException if it is missing or breaks an invariant of {@link FeatureTable}
     */
    public FeatureTable features(String name, int rowCount) throws ModelFormatException {
        return TableSections.features(sections, name, rowCount);
    }

    /** Collects sections; not thread-safe. */
    public static final class Builder {
        private final SectionMap sections = new SectionMap();

        private Builder() {}

        Builder put(String name, Section section) {
            sections.put(name, section);
            return this;
        }

        /**
         * Adds ints.
         *
         * @param name a new name
         * @param data the array. Not modified, shared.
         * @return this
         * @throws IllegalArgumentException if {@code data} is null
         */
        public Builder put(String name, int[] data) {
            sections.put(name, Checks.notNull(data, "data"));
            return this;
        }

        /**
         * Adds floats.
         *
         * @param name a new name
         * @param data the array. Not modified, shared.
         * @return this
         * @throws IllegalArgumentException if {@code data} is null
         */
        public Builder put(String name, float[] data) {
            sections.put(name, Checks.notNull(data, "data"));
            return this;
        }

        /**
         * Adds doubles.
         *
         * @param name a new name
         * @param data the array. Not modified, shared.
         * @return this
         * @throws IllegalArgumentException if {@code data} is null
         */
        public Builder put(String name, double[] data) {
            sections.put(name, Checks.notNull(data, "data"));
            return this;
        }

        /**
         * Adds text that decides answers.
         *
         * @param name a new name
         * @param text the text
         * @return this
         * @throws IllegalArgumentException if {@code text} is null
         */
        public Builder put(String name, String text) {
            sections.put(name, Checks.notNull(text, "text"));
            return this;
        }

        /**
         * Adds text that decides no answer and so is left out of {@link Sections#hash}.
         *
         * @param name a new name
         * @param text the text
         * @return this
         * @throws IllegalArgumentException if {@code text} is null
         */
        public Builder putNote(String name, String text) {
            byte[] bytes = Checks.notNull(text, "text").getBytes(UTF_8);
            return put(name, new Section(Section.Type.NOTE, bytes));
        }

        /**
         * Adds an index of ids.
         *
         * @param name a new name
         * @param ids the index
         * @return this
         * @throws IllegalArgumentException if {@code name} or {@code ids} is null
         */
        public Builder put(String name, IdIndex ids) {
            VocabularySections.put(sections, Checks.notNull(name, "name"), Checks.notNull(ids, "ids"));
            return this;
        }

        /**
         * Adds a catalogue.
         *
         * @param name a new name
         * @param catalogue the catalogue
         * @return this
         * @throws IllegalArgumentException if {@code name} or {@code catalogue} is null
         */
        public Builder put(String name, Catalogue catalogue) {
            VocabularySections.put(sections, Checks.notNull(name, "name"), Checks.notNull(catalogue, "catalogue"));
            return this;
        }

        /**
         * Adds a vocabulary.
         *
         * @param name a new name
         * @param vocabulary the vocabulary
         * @return this
         * @throws IllegalArgumentException if {@code name} or {@code vocabulary} is null
         */
        public Builder put(String name, Vocabulary vocabulary) {
            VocabularySections.put(sections, Checks.notNull(name, "name"), Checks.notNull(vocabulary, "vocabulary"));
            return this;
        }

        /**
         * Adds a sparse matrix.
         *
         * @param name a new name
         * @param matrix the matrix
         * @return this
         * @throws IllegalArgumentException if {@code name} or {@code matrix} is null
         */
        public Builder put(String name, InteractionMatrix matrix) {
            TableSections.put(sections, Checks.notNull(name, "name"), Checks.notNull(matrix, "matrix"));
            return this;
        }

        /**
         * Adds a feature table.
         *
         * @param name a new name
         * @param table the table
         * @return this
         * @throws IllegalArgumentException if {@code name} or {@code table} is null
         */
        public Builder put(String name, FeatureTable table) {
            TableSections.put(sections, Checks.notNull(name, "name"), Checks.notNull(table, "table"));
            return this;
        }

        /**
         * Adds all sections of a part.
         *
         * @param prefix ends in {@code /}
         * @param part its sections
         * @return this
         * @throws IllegalArgumentException if {@code prefix} or {@code part} is null
         */
        public Builder putAll(String prefix, Sections part) {
            Checks.notNull(prefix, "prefix");
            Checks.notNull(part, "part");
            part.all().forEach((name, section) -> put(prefix + name, section));
            return this;
        }

        /**
         * The sections.
         *
         * @return an unmodifiable whole
         */
        public Sections build() {
            return new Sections(sections.only(name -> true));
        }
    }
}
