package dev.recsys.cli;

import dev.recsys.data.Catalogue;
import dev.recsys.data.EventLog;
import dev.recsys.internal.check.Checks;
import dev.recsys.io.CatalogueReader;
import dev.recsys.io.RejectedRowsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a command is told of events and their items. */
final class ItemOptions {
    @Option(
            names = "--items",
            paramLabel = "FILE",
            description =
                    "With --events: what is known of items, a CSV with an id, label, group and credit (0 or 1) where there"
                            + " are such columns, and attributes, whose values are separated by |; plain, gzip or zip. An item"
                            + " without events can be offered too.")
    private @Nullable Path items;

    @Option(
            names = "--item-id",
            paramLabel = "COLUMN",
            description = "The column of --items with the ids (default: the first one).")
    private @Nullable String id;

    @Mixin
    private EventColumns columns = new EventColumns();

    EventColumns columns() {
        return columns;
    }

    @Nullable
    Path file() {
        return items;
    }

    /** Refuses options that do not go together and a file that is not there, before any work. */
    void requireUsable(@Nullable Path events) throws IOException {
        Checks.that(id == null || items != null, "--item-id needs --items");
        Checks.that(
                !columns.isNamed() || events != null,
                "--user-column, --item-column, --weight-column and --time-column need --events");
        Checks.that(items == null || events != null, "--items needs --events: a panel declares its products itself");
        if (items != null && !Files.exists(items)) {
            throw new NoSuchFileException(items.toString());
        }
    }

    /** The events with what is known of their items; as they are where there is nothing. */
    EventLog joined(EventLog log, PrintWriter err) {
        if (items == null) {
            return log;
        }
        Catalogue known = read(items);
        int met = 0;
        for (String item : log.items().ids()) {
            met += known.ids().indexOf(item) >= 0 ? 1 : 0;
        }
        int ofEvents = log.items().size();
        Checks.that(
                met > 0,
                "%s must have items of the events, but none of its %s is among their %s, such as \"%s\" and \"%s\"; --item-id"
                        + " names the column of ids",
                items,
                known.size(),
                ofEvents,
                known.id(0),
                log.items().id(0));
        if (met < ofEvents) {
            err.println("note: " + (ofEvents - met) + " of " + ofEvents + " items of the events are not in " + items
                    + "; nothing is known of them but their ids");
        }
        if (met < known.size()) {
            err.println(
                    "note: " + (known.size() - met) + " of " + known.size() + " items of " + items + " have no events");
        }
        err.flush();
        try {
            return log.declared(known);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(items + ": " + e.getMessage(), e);
        }
    }

    private Catalogue read(Path file) {
        CatalogueReader.Builder reader = CatalogueReader.builder();
        if (id != null) {
            reader.id(id);
        }
        try {
            return reader.read(file).catalogue();
        } catch (RejectedRowsException e) {
            throw new IllegalArgumentException(
                    file + " must be mended: "
                            + e.report().quarantined() + " of " + e.report().rowsRead()
                            + " rows could not be read, the first: "
                            + e.report().rejects().get(0),
                    e);
        }
    }
}
