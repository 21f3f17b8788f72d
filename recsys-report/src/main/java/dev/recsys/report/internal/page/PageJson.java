package dev.recsys.report.internal.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.options.JsonMappers;
import dev.recsys.report.internal.chart.Figure;
import dev.recsys.report.internal.chart.Table;
import java.util.List;

/** A page as JSON: every heading, sentence and number of it. */
public final class PageJson {
    private PageJson() {}

    /**
     * A page as JSON.
     *
     * @param page what to write
     * @return one object
     */
    public static String of(Page page) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("title", page.title());
        root.put("lead", page.lead());
        root.put("language", page.locale().getLanguage());
        ArrayNode sections = root.putArray("sections");
        for (Section section : page.sections()) {
            ObjectNode each = sections.addObject().put("id", section.id()).put("title", section.title());
            ArrayNode blocks = each.putArray("blocks");
            section.blocks().forEach(block -> put(blocks.addObject(), block));
        }
        return JsonMappers.text(root);
    }

    private static void put(ObjectNode node, Block block) {
        node.put("id", block.id());
        node.put("title", block.title());
        node.put("sentence", block.sentence());
        if (block instanceof Block.Drawn drawn) {
            node.put("kind", drawn.chart().kind().name().toLowerCase(java.util.Locale.ROOT));
            node.put("unit", drawn.chart().unit());
        }
        Table table = block.table();
        ArrayNode head = node.putArray("columns");
        table.head().forEach(head::add);
        ArrayNode rows = node.putArray("rows");
        for (List<Object> row : table.rows()) {
            ArrayNode cells = rows.addArray();
            for (Object cell : row) {
                if (cell instanceof Figure figure) {
                    put(cells.addObject(), figure);
                } else if (!(cell instanceof Double number)) {
                    cells.add(cell.toString());
                } else if (Double.isFinite(number)) {
                    cells.add(number);
                } else {
                    cells.addNull();
                }
            }
        }
    }

    private static void put(ObjectNode node, Figure figure) {
        number(node, "value", figure.value());
        number(node, "low", figure.low());
        number(node, "high", figure.high());
        node.put("mark", figure.mark());
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
