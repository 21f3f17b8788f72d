package dev.recsys.reliability.hostile;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Methods that run millions of times a training, where a check of ours costs what the array's own costs once more: they may
 * throw an {@link IndexOutOfBoundsException}, and their Javadoc says so.
 */
final class HotAccessors {
    static final Set<String> NAMES = Set.of(
            "data.InteractionMatrix.rowStart(int)",
            "data.InteractionMatrix.rowSize(int)",
            "data.InteractionMatrix.columnAt(int)",
            "data.InteractionMatrix.weightAt(int)",
            "data.HoldingMatrix.holds(int,int)",
            "data.HoldingMatrix.word(int,int)");

    private HotAccessors() {}

    static boolean isOne(Executable call) {
        return NAMES.contains(Surface.name(call));
    }

    /** The documentation above a method, read from its source. */
    static String javadoc(Executable call) throws IOException {
        String file = call.getDeclaringClass().getName().replace('.', '/') + ".java";
        String source = Files.readString(
                Path.of("..", "recsys-api", "src", "main", "java").resolve(file));
        String types = Arrays.stream(call.getParameterTypes())
                .map(type -> type.getSimpleName() + " \\w+")
                .collect(Collectors.joining(", "));
        Matcher declared = Pattern.compile(" public \\w+ " + call.getName() + "\\(" + types + "\\)")
                .matcher(source);
        if (!declared.find()) {
            throw new AssertionError("no " + call + " in " + file);
        }
        return source.substring(source.lastIndexOf("/**", declared.start()), declared.start());
    }
}
