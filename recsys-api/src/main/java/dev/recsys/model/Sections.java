package dev.recsys.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.data.Catalogue;
import dev.recsys.data.Feature;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named arrays: the body of a model file. Names are unique; a prefix ending in {@code /} groups those of a part. The
 * arrays are shared, not copied, and must not be modified. Safe for reading by many threads.
 */
public final class Sections {
    private static final int NUMERIC = 0; // a column's kind in the file
    private static final int CATEGORICAL = 1;

    private final Map<String, Section> byName;

    private Sections(Map<String, Section> byName) {
        this.byName = byName;
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
        return SectionDigest.of(byName);
    }

    /**
     * Whether there is no section at all.
     *
     * @return true if there is none
     */
    public boolean isEmpty() {
        return byName.isEmpty();
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
        SectionStream.write(byName, out);
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
        return new Sections(SectionStream.read(in, byteLimit));
    }

    Map<String, Section> all() {
        return byName;
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
        Map<String, Section> part = new LinkedHashMap<>();
        byName.forEach((name, section) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), section);
            }
        });
        return new Sections(part);
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
        Map<String, Section> rest = new LinkedHashMap<>();
        byName.forEach((name, section) -> {
            if (!name.startsWith(prefix)) {
                rest.put(name, section);
            }
        });
        return new Sections(rest);
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
        Map<String, Section> part = new LinkedHashMap<>();
        byName.forEach((name, section) -> {
            if (name.startsWith(prefix)) {
                part.put(name, section);
            }
        });
        return new Sections(part);
    }

    private <T> T get(String name, Class<T> type) throws ModelFormatException {
        Section section = byName.get(name);
        if (section == null) {
            throw new ModelFormatException("section \"" + name + "\" is missing");
        }
        if (!type.isInstance(section.data())) {
            throw new ModelFormatException("section \"" + name + "\" has type " + section.type());
        }
        section.isRead().set(true);
        return type.cast(section.data());
    }

    /**
     * The sections that nobody has asked for yet, under this or another prefix. A file that leaves one is refused: it holds
     * what no part of the library understands.
     *
     * @return their names, in the order of the file
     */
    public List<String> unread() {
        return byName.entrySet().stream()
                .filter(entry -> !entry.getValue().isRead().get())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * A section of ints.
     *
     * @param name its name
     * @return the shared array. Not to be modified.
     * @throws ModelFormatException if it is missing or of another type
     */
    public int[] ints(String name) throws ModelFormatException {
        return get(name, int[].class);
    }

    /**
     * A section of floats, each finite or NaN as the codec decides.
     *
     * @param name its name
     * @return the shared array. Not to be modified.
     * @throws ModelFormatException if it is missing or of another type
     */
    public float[] floats(String name) throws ModelFormatException {
        return get(name, float[].class);
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
        double[] values = get(name, double[].class);
        if (values.length != length) {
            throw new ModelFormatException(
                    "section \"" + name + "\" must have " + length + " values, but has " + values.length);
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new ModelFormatException("section \"" + name + "\" holds the value " + value);
            }
        }
        return values;
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
        double[] values = finiteDoubles(name, length);
        for (double value : values) {
            if (value < 0 || value > 1) {
                throw new ModelFormatException("section \"" + name + "\" holds the value " + value);
            }
        }
        return values;
    }

    /**
     * A section of text, a note or not.
     *
     * @param name its name
     * @return the text
     * @throws ModelFormatException if it is missing, of another type, or not UTF-8
     */
    public String text(String name) throws ModelFormatException {
        byte[] bytes = get(name, byte[].class);
        return decoded(name, bytes, 0, bytes.length);
    }

    private static String decoded(String name, byte[] bytes, int from, int length) throws ModelFormatException {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ModelFormatException("section \"" + name + "\" is not UTF-8", e);
        }
    }

    /**
     * An index of ids.
     *
     * @param name what {@link Builder#put(String, IdIndex)} was given
     * @return the index
     * @throws ModelFormatException if it is missing, not UTF-8 or not a bijection
     */
    public IdIndex ids(String name) throws ModelFormatException {
        int[] lengths = ints(name + ".lengths");
        byte[] pool = get(name + ".pool", byte[].class);
        List<String> ids = new ArrayList<>(lengths.length);
        int at = 0;
        for (int length : lengths) {
            if (length <= 0 || length > pool.length - at) {
                throw new ModelFormatException("ids \"" + name + "\" do not fill their pool");
            }
            ids.add(decoded(name, pool, at, length));
            at += length;
        }
        return checked(name, at == pool.length, () -> IdIndex.of(ids));
    }

    /**
     * A catalogue.
     *
     * @param name what {@link Builder#put(String, Catalogue)} was given
     * @return the catalogue
     * @throws ModelFormatException if it is missing or damaged
     */
    public Catalogue catalogue(String name) throws ModelFormatException {
        IdIndex ids = ids(name);
        String described = text(name + ".described");
        Catalogue catalogue = checked(name, true, () -> VocabularyJson.catalogue(ids, described));
        requireAsWritten(name + ".described", described, VocabularyJson.described(catalogue));
        return catalogue;
    }

    /**
     * A vocabulary.
     *
     * @param name what {@link Builder#put(String, Vocabulary)} was given
     * @return the vocabulary
     * @throws ModelFormatException if it is missing or damaged
     */
    public Vocabulary vocabulary(String name) throws ModelFormatException {
        Catalogue catalogue = catalogue(name + ".items");
        String features = text(name + ".features");
        FeatureSchema schema = checked(name, true, () -> VocabularyJson.schema(features));
        requireAsWritten(name + ".features", features, VocabularyJson.write(schema));
        List<IdIndex> dictionaries = new ArrayList<>();
        for (int column = 0; column < schema.size(); column++) {
            dictionaries.add(schema.isNumeric(column) ? IdIndex.of(List.of()) : ids(name + ".values" + column));
        }
        return checked(name, true, () -> new Vocabulary(catalogue, schema, dictionaries));
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
        int[] rowStarts = ints(name + ".rows");
        int[] columns = ints(name + ".columns");
        float[] weights = floats(name + ".weights");
        return checked(
                name,
                rowStarts.length == rowCount + 1,
                () -> InteractionMatrix.fromCompressedRows(columnCount, rowStarts, columns, weights));
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
        int[] kinds = ints(name + ".kinds");
        IdIndex names = ids(name + ".names");
        FeatureTable.Builder table = checked(name, kinds.length == names.size(), () -> FeatureTable.builder(rowCount));
        for (int column = 0; column < names.size(); column++) {
            String part = name + "." + column;
            String feature = names.id(column);
            if (kinds[column] == NUMERIC) {
                float[] numbers = floats(part);
                checked(part, true, () -> table.numeric(feature, numbers));
            } else {
                IdIndex dictionary = ids(part + ".dictionary");
                int[] codes = ints(part);
                checked(part, true, () -> table.categorical(feature, dictionary, codes));
            }
        }
        return checked(name, true, table::build);
    }

    /** Refuses text that would be written otherwise, and so give a model that is saved again another hash. */
    private static void requireAsWritten(String name, String text, String written) throws ModelFormatException {
        if (!text.equals(written)) {
            throw new ModelFormatException("section \"" + name + "\" is not as this library writes it");
        }
    }

    private interface Making<T> {
        T make();
    }

    private static <T> T checked(String name, boolean shapeFits, Making<T> making) throws ModelFormatException {
        if (!shapeFits) {
            throw new ModelFormatException("section \"" + name + "\" has the wrong shape");
        }
        try {
            return making.make();
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("section \"" + name + "\" is damaged: " + e.getMessage(), e);
        }
    }

    /** Collects sections; not thread-safe. */
    public static final class Builder {
        private final Map<String, Section> byName = new LinkedHashMap<>();

        private Builder() {}

        Builder put(String name, Section section) {
            Checks.that(byName.put(Checks.notBlank(name, "section name"), section) == null, "two sections %s", name);
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
            Checks.notNull(data, "data");
            return put(name, new Section(Section.Type.INTS, data));
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
            Checks.notNull(data, "data");
            return put(name, new Section(Section.Type.FLOATS, data));
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
            Checks.notNull(data, "data");
            return put(name, new Section(Section.Type.DOUBLES, data));
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
            Checks.notNull(text, "text");
            return put(name, new Section(Section.Type.BYTES, text.getBytes(UTF_8)));
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
            Checks.notNull(text, "text");
            return put(name, new Section(Section.Type.NOTE, text.getBytes(UTF_8)));
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
            Checks.notNull(name, "name");
            Checks.notNull(ids, "ids");
            int[] lengths = new int[ids.size()];
            ByteArrayOutputStream pool = new ByteArrayOutputStream();
            for (int i = 0; i < lengths.length; i++) {
                byte[] id = ids.id(i).getBytes(UTF_8);
                lengths[i] = id.length;
                pool.writeBytes(id);
            }
            return put(name + ".lengths", lengths)
                    .put(name + ".pool", new Section(Section.Type.BYTES, pool.toByteArray()));
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
            Checks.notNull(name, "name");
            Checks.notNull(catalogue, "catalogue");
            return put(name, catalogue.ids()).put(name + ".described", VocabularyJson.described(catalogue));
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
            Checks.notNull(name, "name");
            Checks.notNull(vocabulary, "vocabulary");
            FeatureSchema schema = vocabulary.schema();
            put(name + ".items", vocabulary.catalogue()).put(name + ".features", VocabularyJson.write(schema));
            for (int column = 0; column < schema.size(); column++) {
                if (!schema.isNumeric(column)) {
                    put(name + ".values" + column, vocabulary.dictionary(column));
                }
            }
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
            Checks.notNull(name, "name");
            Checks.notNull(matrix, "matrix");
            int[] rows = new int[matrix.rowCount() + 1];
            int[] columns = new int[matrix.cellCount()];
            float[] weights = new float[matrix.cellCount()];
            for (int row = 0; row <= matrix.rowCount(); row++) {
                rows[row] = matrix.rowStart(row);
            }
            for (int cell = 0; cell < columns.length; cell++) {
                columns[cell] = matrix.columnAt(cell);
                weights[cell] = matrix.weightAt(cell);
            }
            return put(name + ".rows", rows).put(name + ".columns", columns).put(name + ".weights", weights);
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
            Checks.notNull(name, "name");
            Checks.notNull(table, "table");
            FeatureSchema schema = table.schema();
            int[] kinds = new int[schema.size()];
            for (int column = 0; column < kinds.length; column++) {
                kinds[column] = schema.kind(column) == Feature.Kind.NUMERIC ? NUMERIC : CATEGORICAL;
            }
            put(name + ".kinds", kinds).put(name + ".names", IdIndex.of(schema.names()));
            for (int column = 0; column < kinds.length; column++) {
                String part = name + "." + column;
                if (schema.kind(column) == Feature.Kind.NUMERIC) {
                    float[] numbers = new float[table.rowCount()];
                    for (int row = 0; row < numbers.length; row++) {
                        numbers[row] = table.number(row, column);
                    }
                    put(part, numbers);
                } else {
                    int[] codes = new int[table.rowCount()];
                    for (int row = 0; row < codes.length; row++) {
                        codes[row] = table.code(row, column);
                    }
                    put(part, codes).put(part + ".dictionary", table.dictionary(column));
                }
            }
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
            part.byName.forEach((name, section) -> put(prefix + name, section));
            return this;
        }

        /**
         * The sections.
         *
         * @return an unmodifiable whole
         */
        public Sections build() {
            return new Sections(new LinkedHashMap<>(byName));
        }
    }
}
