package dev.recsys.report.internal.page;

import static dev.recsys.report.internal.chart.ChartSvg.escaped;

import dev.recsys.report.internal.chart.Chart;
import dev.recsys.report.internal.chart.ChartSvg;
import dev.recsys.report.internal.chart.Figure;
import dev.recsys.report.internal.chart.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** A page as HTML that needs nothing but itself. Its script adds comfort; without it nothing is missing. For one page. */
public final class PageHtml {
    private final Page page;
    private final Texts texts;
    private final StringBuilder out = new StringBuilder(1 << 16);

    private PageHtml(Page page) {
        this.page = page;
        this.texts = Texts.of(page.locale());
    }

    /**
     * A page as HTML.
     *
     * @param page what to write
     * @return a document
     */
    public static String of(Page page) {
        return new PageHtml(page).document();
    }

    private String document() {
        String style = resource("report.css");
        String script = resource("report.js");
        String title = escaped(page.title());
        out.append("<!DOCTYPE html>\n<html lang=\"").append(page.locale().getLanguage());
        out.append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(title)
                .append("</title>\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; ");
        out.append("style-src &#39;")
                .append(hash(style))
                .append("&#39;; script-src &#39;")
                .append(hash(script));
        out.append("&#39;\">\n<style>").append(style).append("</style>\n</head>\n<body>\n");
        out.append("<header>\n<h1>").append(title).append("</h1>\n<p class=\"lead\">");
        out.append(escaped(page.lead())).append("</p>\n</header>\n");
        out.append("<nav aria-label=\"").append(text("page.contents")).append("\">\n<ul>\n");
        for (Section section : page.sections()) {
            out.append("<li><a href=\"#").append(section.id()).append("\">");
            out.append(escaped(section.title())).append("</a></li>\n");
        }
        out.append("</ul>\n</nav>\n<main data-csv=\"").append(text("page.csv"));
        out.append("\" data-svg=\"")
                .append(text("page.svg"))
                .append("\" data-copied=\"")
                .append(text("page.copied"));
        out.append("\" data-theme=\"").append(text("page.theme")).append("\">\n");
        page.sections().forEach(this::section);
        out.append("</main>\n<footer>\n<p>").append(text("page.footer")).append("</p>\n</footer>\n<script>");
        return out.append(script).append("</script>\n</body>\n</html>\n").toString();
    }

    private String text(String key) {
        return escaped(texts.text(key));
    }

    private void section(Section section) {
        out.append("<section aria-labelledby=\"")
                .append(section.id())
                .append("\">\n<h2 id=\"")
                .append(section.id());
        out.append("\" tabindex=\"-1\">").append(escaped(section.title())).append("</h2>\n");
        section.blocks().forEach(this::block);
        out.append("</section>\n");
    }

    private void block(Block block) {
        out.append("<div class=\"block\">\n<h3 id=\"").append(block.id()).append("\">");
        out.append(escaped(block.title())).append("</h3>\n");
        if (block instanceof Block.Drawn drawn) {
            Chart chart = drawn.chart();
            out.append("<figure>\n<div class=\"wide\">\n").append(drawing(chart, ChartSvg.WIDE));
            out.append("</div>\n<div class=\"narrow\">\n").append(drawing(chart, ChartSvg.NARROW));
            out.append("</div>\n<figcaption>").append(escaped(block.sentence())).append("</figcaption>\n</figure>\n");
            out.append("<details>\n<summary>").append(text("page.table")).append("<span class=\"hidden\">: ");
            out.append(escaped(block.title())).append("</span></summary>\n");
            table(block);
            out.append("</details>\n");
        } else {
            out.append("<p>").append(escaped(block.sentence())).append("</p>\n");
            table(block);
        }
        out.append("</div>\n");
    }

    private String drawing(Chart chart, int width) {
        return ChartSvg.of(chart, width, texts.numbers());
    }

    private void table(Block block) {
        Table table = block.table();
        out.append("<div class=\"scroll\" tabindex=\"0\">\n<table data-name=\"").append(block.id());
        out.append("\" aria-labelledby=\"").append(block.id()).append("\">\n<thead>\n<tr>");
        for (int i = 0; i < table.head().size(); i++) {
            String name = table.head().get(i);
            if (name.isEmpty()) {
                out.append("<td></td>");
            } else {
                out.append(isNumeric(table, i) ? "<th scope=\"col\" class=\"r\">" : "<th scope=\"col\">");
                out.append(escaped(name)).append("</th>");
            }
        }
        out.append("</tr>\n</thead>\n<tbody>\n");
        for (List<Object> row : table.rows()) {
            out.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                cell(row.get(i), i == 0, table);
            }
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table>\n</div>\n");
    }

    /** Whether a column has numbers, so that its heading stands to the right as they do. */
    private static boolean isNumeric(Table table, int column) {
        return table.rows().stream()
                .anyMatch(row -> row.get(column) instanceof Double || row.get(column) instanceof Figure);
    }

    private void cell(Object value, boolean first, Table table) {
        if (value instanceof Figure figure) {
            number(figure.value());
            out.append('>').append(escaped(texts.numbers().full(figure.value(), table.measure())));
            out.append(escaped(figure.mark()));
            if (figure.isBounded()) {
                out.append("<small>").append(escaped(texts.numbers().full(figure.low(), table.measure())));
                out.append("–").append(escaped(texts.numbers().full(figure.high(), table.measure())));
                out.append("</small>");
            }
            out.append("</td>");
        } else if (value instanceof Double number) {
            number(number);
            out.append('>')
                    .append(escaped(texts.numbers().full(number, table.measure())))
                    .append("</td>");
        } else if (first && !value.toString().isEmpty()) {
            out.append("<th scope=\"row\">").append(escaped(value.toString())).append("</th>");
        } else {
            out.append("<td>").append(escaped(value.toString())).append("</td>");
        }
    }

    /** The cell of a number up to its text. */
    private void number(double value) {
        out.append("<td class=\"n\"");
        if (Double.isFinite(value)) {
            out.append(" data-v=\"").append(value).append('"');
        }
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = PageHtml.class.getResourceAsStream("/dev/recsys/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the module lacks its resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
