package dev.recsys.reliability.hostile;

import java.lang.reflect.Executable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where null must be accepted, and where nobody looks at it. */
final class NullRules {
    /** Calls that the library makes of the caller's objects: what does nothing need not look at what it is given. */
    private static final Set<String> CALLBACKS = Set.of(
            "TrainingListener.onProgress(TrainingProgress)",
            "TrainingListener.checkCancelled(String)",
            "io.ReadProgress.onProgress(long,double)",
            "synthetic.SyntheticBankListener.onMonth(LocalDate,long)");

    private NullRules() {}

    /** Whether a parameter may be null. */
    static boolean allows(Executable call, int parameter) {
        boolean ofThrowable = Throwable.class.isAssignableFrom(call.getDeclaringClass());
        return call.getAnnotatedParameterTypes()[parameter].isAnnotationPresent(Nullable.class)
                || call.getName().equals("equals")
                || ofThrowable
                || CALLBACKS.contains(Surface.name(call));
    }
}
