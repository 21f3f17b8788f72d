package dev.recsys.cli;

import dev.recsys.data.FeatureSchema;
import dev.recsys.internal.check.Checks;
import dev.recsys.io.TableRead;
import dev.recsys.io.TableReader;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command reads a table of attributes. */
final class TableOptions {
    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            description = "A column that tells rows apart; it goes into the results and is no attribute.")
    private @Nullable String id;

    @Option(
            names = "--missing",
            paramLabel = "WORD",
            split = ",",
            description = "Words that mean a missing value, beside NA, NaN, null and empty cells.")
    private List<String> missing = List.of();

    @Option(
            names = "--categorical",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns that are categories although they look like numbers.")
    private List<String> categorical = List.of();

    @Option(
            names = "--numeric",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns that are numbers; rows where they are not are left out.")
    private List<String> numeric = List.of();

    @Option(
            names = "--separator",
            paramLabel = "CHAR",
            description = "What stands between two fields (default: comma, semicolon, tab or bar, as detected).")
    private @Nullable Character separator;

    @Option(
            names = "--max-rejected",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description =
                    "Stop if more than this share of the rows cannot be read, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double maxRejected;

    /** A reader of all columns. */
    TableReader.Builder reader() {
        return reader(categorical, numeric);
    }

    /** A reader of all columns, of which a model knows some. */
    TableReader.Builder reader(FeatureSchema known) {
        List<String> numbers = known.names().stream()
                .filter(name -> known.isNumeric(known.indexOf(name)))
                .toList();
        return reader(
                known.names().stream().filter(name -> !numbers.contains(name)).toList(), numbers);
    }

    /** A reader of columns whose kinds are known. */
    TableReader.Builder reader(List<String> categories, List<String> numbers) {
        TableReader.Builder reader = TableReader.builder()
                .missing(Set.copyOf(missing))
                .categorical(categories)
                .numeric(numbers)
                .maxRejected(Checks.inRange(maxRejected, 0, 1, "--max-rejected"));
        if (id != null) {
            reader.id(id);
        }
        if (separator != null) {
            reader.separator(separator);
        }
        return reader;
    }

    /** What heads the column of rows in results. */
    String rowName() {
        return id == null ? "row" : id;
    }

    /** A row's id, or its number from 1 where no column of ids was named. */
    static String id(TableRead read, int row) {
        return read.ids().isEmpty() ? Integer.toString(row + 1) : read.ids().get(row);
    }
}
