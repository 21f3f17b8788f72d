package dev.recsys.cli;

import dev.recsys.TrainingCancelledException;
import dev.recsys.model.ModelFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;

/** Turns failures into one sentence and an exit code. */
final class Failures {
    private static final int FAILURE = 1;
    private static final int BAD_INPUT = 2;

    private Failures() {}

    static int handle(Exception thrown, CommandLine command, CommandLine.ParseResult parsed) {
        Exception failure = thrown;
        if (thrown instanceof UncheckedIOException && thrown.getCause() instanceof IOException cause) {
            failure = cause;
        }
        command.getErr().println("recsys: " + sentence(failure));
        return isBadInput(failure) ? BAD_INPUT : FAILURE;
    }

    static int handleUsage(CommandLine.ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("recsys: " + failure.getMessage());
        command.getErr().println("'" + command.getCommandSpec().qualifiedName() + " --help' lists the options.");
        return BAD_INPUT;
    }

    private static boolean isBadInput(Exception failure) {
        return failure instanceof IllegalArgumentException
                || failure instanceof NoSuchFileException
                || failure instanceof ModelFormatException;
    }

    private static String sentence(Exception failure) {
        String message = failure.getMessage();
        if (failure instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return "access to " + denied.getFile() + " is denied";
        }
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return file.getFile() + ": " + file.getReason();
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
