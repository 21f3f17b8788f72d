package dev.recsys.io;

import dev.recsys.data.Catalogue;
import dev.recsys.data.Item;
import dev.recsys.internal.check.Checks;
import dev.recsys.io.Reject.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Builds a catalogue from rows of cells. */
final class CatalogueSink extends RowSink {
    private static final String LABEL = "label";
    private static final String GROUP = "group";
    private static final String CREDIT = "credit";

    private final MissingWords missing = MissingWords.none();
    private final List<Item> items = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private String idColumn; // empty: the first one
    private int idField;

    // The row at hand.
    private String id = "";
    private String label = "";
    private String group = "";
    private Item.Role role = Item.Role.PLAIN;
    private final Map<String, String> attributes = new TreeMap<>();

    CatalogueSink(String idColumn, ReportBuilder report) {
        super(report);
        this.idColumn = idColumn;
    }

    @Override
    List<String> knownColumns() {
        return names;
    }

    @Override
    void header(List<String> fields) {
        names = fields;
        Set<String> seen = new HashSet<>();
        for (String name : fields) {
            Checks.that(
                    name.isEmpty() || seen.add(name), "%s: the header has column \"%s\" twice", report.source(), name);
        }
        idColumn = idColumn.isEmpty() ? fields.get(0) : idColumn;
        idField = fields.indexOf(idColumn);
        Checks.that(
                idField >= 0 && !idColumn.isEmpty(),
                "%s: the header must have a column of ids, but has no \"%s\"; it has %s",
                report.source(),
                idColumn,
                Header.listed(fields, 50));
        if (!seen.containsAll(fields)) {
            report.note("ignored a column without a name");
        }
    }

    @Override
    void begin(long place) {
        super.begin(place);
        id = "";
        label = "";
        group = "";
        role = Item.Role.PLAIN;
        attributes.clear();
    }

    @Override
    void cell(int field, char[] buf, int from, int to) {
        if (field >= names.size() || names.get(field).isEmpty() || failed()) {
            return;
        }
        int start = Cells.skipBlanks(buf, from, to);
        int end = Cells.dropBlanks(buf, start, to);
        String column = names.get(field);
        boolean isId = field == idField;
        if (end - start > MAX_TEXT) {
            failTooLong(column, isId ? "the item's id" : "the value", end - start);
        } else if (isId) {
            id = new String(buf, start, end - start);
        } else if (!missing.has(buf, start, end)) {
            value(column, buf, start, end);
        }
    }

    private void value(String column, char[] buf, int from, int to) {
        String text = new String(buf, from, to - from);
        switch (column) {
            case LABEL -> label = text;
            case GROUP -> group = text;
            case CREDIT -> {
                if (text.equals("1")) {
                    role = Item.Role.CREDIT;
                } else if (!text.equals("0")) {
                    failReading(column, Cause.NOT_A_FLAG, "0 or 1", buf, from, to);
                }
            }
            default -> attributes.put(column, text);
        }
    }

    @Override
    void commit() {
        if (id.isBlank()) {
            fail(idColumn, Cause.MISSING, "the item's id is missing");
        } else if (!ids.add(id)) {
            fail(
                    idColumn,
                    Cause.DUPLICATE,
                    "item " + ReportBuilder.shown(id.toCharArray(), 0, id.length()) + " has a row already");
        } else {
            items.add(new Item(id, label.isEmpty() ? id : label, group, role, attributes));
        }
    }

    /**
     * The catalogue.
     *
     * @throws IllegalArgumentException if there is no item, or an alias is taken
     * @throws RejectedRowsException if too many rows were rejected
     */
    CatalogueRead build() {
        ReadReport told = report.build();
        Checks.that(!items.isEmpty(), "%s has no item", report.source());
        try {
            return new CatalogueRead(Catalogue.ofItems(items), told);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(report.source() + ": " + e.getMessage(), e);
        }
    }
}
