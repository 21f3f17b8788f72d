package dev.recsys.cli;

import dev.recsys.TrainingCancelledException;
import dev.recsys.model.ModelFormatException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Turns failures into one sentence and an exit code. */
final class Failures {
    private static final int FAILURE = 1;
    private static final int BAD_INPUT = 2;
    private static final int MAX_CAUSES = 20;

    private Failures() {}

    /** Says what went wrong, unless the reader of the results has gone; gives the exit code. */
    static int handle(Throwable thrown, PrintWriter err) {
        OutOfMemoryError exhausted = causeOf(thrown, OutOfMemoryError.class);
        if (exhausted != null) {
            err.println("recsys: " + outOfMemory(exhausted));
            return FAILURE;
        }
        StandardOutput.Lost lost = causeOf(thrown, StandardOutput.Lost.class);
        if (lost != null) {
            if (!lost.isClosedPipe()) {
                err.println("recsys: " + lost.getMessage());
            }
            return FAILURE;
        }
        Throwable failure = thrown;
        if (thrown instanceof UncheckedIOException && thrown.getCause() instanceof IOException cause) {
            failure = cause;
        }
        err.println("recsys: " + sentence(failure));
        return isBadInput(failure) ? BAD_INPUT : FAILURE;
    }

    static int handleUsage(CommandLine.ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("recsys: " + failure.getMessage());
        command.getErr().println("'" + command.getCommandSpec().qualifiedName() + " --help' lists the options.");
        return BAD_INPUT;
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable thrown, Class<T> type) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** What is needed is not known, but that it is more than there is. */
    private static String outOfMemory(OutOfMemoryError error) {
        String message = String.valueOf(error.getMessage());
        if (message.contains("thread")) {
            return "the system gives no more threads; fewer --threads help";
        }
        if (message.contains("array size")) {
            return "the data need a longer array than Java has; fewer rows help";
        }
        long heap = Math.max(1, Runtime.getRuntime().maxMemory() >> 20);
        return String.format(
                Locale.ROOT,
                "out of memory: this needs more than the %d MB of heap there are; a greater -Xmx helps, such as"
                        + " RECSYS_JAVA_OPTS=-Xmx%dm",
                heap,
                2 * heap);
    }

    private static boolean isBadInput(Throwable failure) {
        return failure instanceof IllegalArgumentException
                || failure instanceof NoSuchFileException
                || failure instanceof ModelFormatException;
    }

    private static String sentence(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return "access to " + denied.getFile() + " is denied";
        }
        if (failure instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + " exists already";
        }
        if (failure instanceof FileSystemException file) {
            String reason = file.getReason();
            return file.getFile() + ": "
                    + (reason == null ? file.getClass().getSimpleName().replace("Exception", "") : reason);
        }
        boolean known = failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException
                || failure instanceof IOException
                || failure instanceof TrainingCancelledException;
        if (known && message != null) {
            return message;
        }
        return "failed with " + failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
