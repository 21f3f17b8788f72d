package dev.recsys.internal.options;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads, parses and assembles the components of records by reflection alone: a first training would else wait a quarter of a
 * second for the JSON library to be loaded. Thread-safe: no state.
 */
final class Components {
    private Components() {}

    /** What a record holds in a component. */
    static @Nullable Object value(RecordComponent component, Object holder) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        try {
            return accessor.invoke(holder);
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("\"" + component.getName() + "\" can't be read", e);
        }
    }

    /**
     * A record.
     *
     * @param components all of the record's, in their order. Not modified.
     * @param values one a component. Not modified.
     * @throws IllegalArgumentException if the record refuses a value
     */
    static <C> C create(Class<C> type, RecordComponent[] components, @Nullable Object[] values) {
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            Constructor<C> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a " + type.getSimpleName() + " can't be made", e);
        }
    }

    private static RuntimeException unwrapped(InvocationTargetException e) {
        if (e.getCause() instanceof RuntimeException cause) {
            return cause;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e.getCause());
    }

    /** The value that a text stands for; null if that takes a reader of JSON. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static @Nullable Object parse(RecordComponent component, String text) {
        Class<?> type = component.getType();
        if (type == int.class || type == Integer.class) {
            return Integer.valueOf(text);
        }
        if (type == long.class || type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == double.class || type == Double.class) {
            return Double.valueOf(text);
        }
        if (type == boolean.class && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        if (type.isEnum()) {
            return Enum.valueOf((Class<? extends Enum>) type, text);
        }
        if (type == String.class) {
            return text;
        }
        return type == List.class && text.equals("[]") ? List.of() : null;
    }
}
