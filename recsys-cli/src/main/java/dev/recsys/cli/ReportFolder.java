package dev.recsys.cli;

import dev.recsys.internal.file.WriteFailure;
import dev.recsys.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes a report: the page, its figures, and a model card for each model. */
final class ReportFolder {
    static final String PAGE = "report.html";
    static final String FIGURES = "report.json";
    static final String CARDS = "model-cards";

    /** Those that lie beside each other; the cards are a folder. */
    static final List<String> FILES = List.of(PAGE, FIGURES);

    private ReportFolder() {}

    static void writePage(Path folder, Report report) throws IOException {
        write(folder.resolve(PAGE), report.toHtml());
        write(folder.resolve(FIGURES), report.toJson() + "\n");
    }

    static void write(Path folder, Report report) throws IOException {
        writePage(folder, report);
        if (report.modelCards().isEmpty()) {
            return;
        }
        Path cards = folder.resolve(CARDS);
        try {
            Files.createDirectories(cards);
        } catch (IOException e) {
            throw WriteFailure.of(cards, e);
        }
        for (Map.Entry<String, String> card : report.modelCards().entrySet()) {
            write(cards.resolve(card.getKey() + ".md"), card.getValue());
        }
    }

    private static void write(Path file, String content) throws IOException {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }
}
