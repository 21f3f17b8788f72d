package dev.recsys.reliability.hostile;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.Locale;

/** Whether a refusal says which parameter it is about. */
final class ParameterNames {
    private ParameterNames() {}

    /** Whether a message has the parameter's name in it, written as one word or as several. */
    static boolean isNamed(Executable call, int parameter, String message) {
        Parameter declared = call.getParameters()[parameter];
        if (!declared.isNamePresent()) {
            throw new AssertionError("no names of parameters in the class file of " + call);
        }
        return letters(message).contains(letters(declared.getName()));
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
