package dev.recsys.cli;

import dev.recsys.internal.check.Checks;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the words of the command line; what can't be read is refused in words of the user, without names of classes. */
final class Arguments {
    /** What Java reads for a byte that its locale has no character for. */
    private static final char UNREADABLE = '\uFFFD';

    /** The name of the command that {@code train} is where a table is given. */
    static final String TRAIN_TABLE = "train --table";

    /** The name of the command that {@code train} is where periods after a cut-off are given. */
    static final String TRAIN_WITHIN = "train --within";

    private Arguments() {}

    /** The arguments with {@code train --table}, or {@code train --within}, as the one name of a command, whose options are others than those of {@code train}. */
    static String[] withTrainTable(String[] args) {
        String[] renamed = args.clone();
        if (args.length > 1 && args[0].equals("train")) {
            renamed[0] = has(args, "--table") ? TRAIN_TABLE : has(args, "--within") ? TRAIN_WITHIN : args[0];
        }
        return renamed;
    }

    private static boolean has(String[] args, String option) {
        return Arrays.stream(args).anyMatch(arg -> arg.equals(option) || arg.startsWith(option + "="));
    }

    /** Refuses what came in garbled, which would be another file or customer. */
    static void requireReadable(String[] args) {
        for (String arg : args) {
            Checks.that(
                    arg.indexOf(UNREADABLE) < 0,
                    "the argument \"%s\" has characters that can't be read in this locale; set a UTF-8 one,"
                            + " such as LC_ALL=C.UTF-8",
                    arg.replace(UNREADABLE, '?'));
        }
    }

    static void register(CommandLine command) {
        command.registerConverter(LocalDate.class, Arguments::date);
        command.registerConverter(Path.class, Arguments::path);
        ITypeConverter<Integer> whole = word -> number(word, Integer::valueOf, "a whole number");
        command.registerConverter(Integer.class, whole);
        command.registerConverter(int.class, whole);
        ITypeConverter<Long> wide = word -> number(word, Long::valueOf, "a whole number");
        command.registerConverter(Long.class, wide);
        command.registerConverter(long.class, wide);
        command.registerConverter(Double.class, word -> number(word, Double::valueOf, "a number such as 0.5"));
    }

    private static LocalDate date(String word) {
        try {
            return LocalDate.parse(word);
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + word + "' is not a date such as 2016-04-28");
        }
    }

    private static Path path(String word) {
        try {
            if (word.isBlank()) {
                throw new TypeConversionException("a blank is not the name of a file or folder");
            }
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + word + "' is not the name of a file or folder: " + e.getReason());
        }
    }

    private interface Parser<T> {
        T parse(String word);
    }

    private static <T> T number(String word, Parser<T> parser, String kind) {
        try {
            return parser.parse(word);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + word + "' is not " + kind);
        }
    }
}
