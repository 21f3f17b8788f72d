package dev.recsys.reliability.hostile;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Locale;

/** Whether a refusal says which parameter it is about. */
final class ParameterNames {
    private ParameterNames() {}

    /**
     * Whether a message has the parameter's name in it, written as one word or as several. The value of an option, set by a
     * method of one parameter that gives back its own type, goes by the option's name: that of the method.
     */
    static boolean isNamed(Executable call, int parameter, String message) {
        Parameter declared = call.getParameters()[parameter];
        if (!declared.isNamePresent()) {
            throw new AssertionError("no names of parameters in the class file of " + call);
        }
        String told = letters(message);
        return told.contains(letters(declared.getName())) || (isOption(call) && told.contains(option(call)));
    }

    private static boolean isOption(Executable call) {
        return call instanceof Method method
                && method.getParameterCount() == 1
                && !Modifier.isStatic(method.getModifiers())
                && method.getReturnType() == method.getDeclaringClass();
    }

    private static String option(Executable call) {
        return letters(call.getName().replaceFirst("^with(?=[A-Z])", ""));
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
