package dev.recsys.reliability.hostile;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values that no caller should give, by the type of the parameter. */
final class Hostile {
    private static final int MANY = 20_000;
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    private Hostile() {}

    /** Every hostile value of a type; {@code legal} gives arrays and collections their shape. */
    static List<Named> of(Type type, @Nullable Object legal) {
        List<Named> values = new ArrayList<>();
        Class<?> raw = raw(type);
        if (!raw.isPrimitive()) {
            values.add(new Named("null", null));
        }
        if (raw == int.class) {
            addAll(values, Integer.MIN_VALUE, -1, 0, 1, 31, 32, 1_000_000, Integer.MAX_VALUE - 1, Integer.MAX_VALUE);
        } else if (raw == long.class) {
            addAll(values, Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE);
        } else if (raw == double.class || raw == Double.class) {
            addAll(
                    values,
                    Double.NaN,
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    -0.0,
                    -1.0,
                    Double.MIN_VALUE,
                    Double.MAX_VALUE,
                    -Double.MAX_VALUE);
        } else if (raw == float.class) {
            addAll(values, Float.NaN, Float.POSITIVE_INFINITY, -0f, -1f, Float.MIN_VALUE, Float.MAX_VALUE);
        } else if (raw == char.class) {
            addAll(values, '\0', '\n', '"', '\ud800', '\uffff');
        } else if (raw == byte.class) {
            addAll(values, (byte) 0, (byte) -1);
        } else if (raw == boolean.class) {
            addAll(values, true, false);
        } else if (raw == String.class) {
            strings(values);
        } else if (raw == LocalDate.class) {
            addAll(values, LocalDate.MIN, LocalDate.MAX, LocalDate.EPOCH);
        } else if (raw == Instant.class) {
            addAll(values, Instant.MIN, Instant.MAX, Instant.EPOCH);
        } else if (raw == Duration.class) {
            addAll(values, Duration.ofSeconds(Long.MIN_VALUE), Duration.ofNanos(-1), Duration.ZERO, LONGEST);
        } else if (raw == Path.class) {
            addAll(
                    values,
                    Path.of(""),
                    Path.of("/"),
                    Path.of("no", "such"),
                    Path.of(System.getProperty("java.io.tmpdir")));
        } else if (raw == Object.class) {
            addAll(values, "text", 1);
        } else if (raw.isArray()) {
            arrays(values, raw.getComponentType(), legal);
        } else if (Map.class.isAssignableFrom(raw)) {
            maps(values, argument(type, 0), argument(type, 1), legal);
        } else if (Iterable.class.isAssignableFrom(raw) && raw.getName().startsWith("java.")) {
            collections(values, raw, argument(type, 0), legal);
        } else {
            values.addAll(Strangers.of(raw));
        }
        return values;
    }

    private static void strings(List<Named> values) {
        addAll(values, "", " ", "no-such-thing", "../../up", "a\u0000b\r\n", "\ud800", "\u202e", "NaN", "{", "%s%n");
        values.add(new Named("100000 letters", "x".repeat(100_000)));
    }

    private static void arrays(List<Named> values, Class<?> component, @Nullable Object legal) {
        int length = legal == null ? 2 : Array.getLength(legal);
        values.add(new Named("an empty array", Array.newInstance(component, 0)));
        values.add(new Named("a longer array", resized(component, legal, length + 1)));
        if (length > 0) {
            values.add(new Named("a shorter array", resized(component, legal, length - 1)));
            for (Named element : of(component, null)) {
                Object array = resized(component, legal, length);
                Array.set(array, length - 1, element.value());
                values.add(new Named("an array with " + element.name(), array));
            }
        }
        if (length > 1) {
            Object array = resized(component, legal, length);
            Array.set(array, 0, Array.get(array, length - 1));
            values.add(new Named("an array with the same twice", array));
        }
    }

    private static Object resized(Class<?> component, @Nullable Object legal, int length) {
        Object array = Array.newInstance(component, length);
        if (legal != null) {
            System.arraycopy(legal, 0, array, 0, Math.min(length, Array.getLength(legal)));
        }
        return array;
    }

    private static void maps(List<Named> values, Type key, Type value, @Nullable Object legal) {
        Map<?, ?> given = legal instanceof Map<?, ?> map ? map : Map.of();
        Object oneKey = given.isEmpty() ? null : given.keySet().iterator().next();
        Object oneValue = given.isEmpty() ? null : given.values().iterator().next();
        values.add(new Named("an empty map", Map.of()));
        for (Named element : of(key, oneKey)) {
            Map<Object, Object> map = new LinkedHashMap<>(given);
            map.put(element.value(), oneValue);
            values.add(new Named("a map with key " + element.name(), map));
        }
        for (Named element : of(value, oneValue)) {
            Map<Object, Object> map = new LinkedHashMap<>(given);
            map.put(oneKey, element.value());
            values.add(new Named("a map with value " + element.name(), map));
        }
    }

    private static void collections(List<Named> values, Class<?> raw, Type element, @Nullable Object legal) {
        List<Object> given = legal instanceof Collection<?> all ? new ArrayList<>(all) : new ArrayList<>();
        Object one = given.isEmpty() ? null : given.get(0);
        // List.of() and Set.of() throw where one asks whether they contain null; the others do not.
        values.add(new Named("an immutable empty collection", Set.class.isAssignableFrom(raw) ? Set.of() : List.of()));
        values.add(new Named("an empty collection", collected(raw, List.of())));
        for (Named hostile : of(element, one)) {
            List<Object> with = new ArrayList<>(given);
            with.add(hostile.value());
            values.add(new Named("a collection with " + hostile.name(), collected(raw, with)));
        }
        if (one != null) {
            List<Object> twice = new ArrayList<>(given);
            twice.add(one);
            values.add(new Named("a collection with the same twice", collected(raw, twice)));
        }
        if (raw(element) == String.class) {
            List<Object> many = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                many.add("id" + i);
            }
            values.add(new Named("a collection of " + MANY, collected(raw, many)));
        }
    }

    private static Object collected(Class<?> raw, List<?> elements) {
        return Set.class.isAssignableFrom(raw)
                ? Collections.unmodifiableSet(new LinkedHashSet<>(elements))
                : Collections.unmodifiableList(new ArrayList<>(elements));
    }

    private static void addAll(List<Named> values, Object... more) {
        Arrays.stream(more).forEach(value -> values.add(new Named(shown(value), value)));
    }

    private static String shown(Object value) {
        StringBuilder text = new StringBuilder();
        String.valueOf(value).chars().forEach(c -> text.append(c < ' ' || c > '~' ? "\\" + c : "" + (char) c));
        return value instanceof String || value instanceof Character ? "\"" + text + "\"" : text.toString();
    }

    private static Type argument(Type type, int index) {
        Type argument =
                type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[index] : Object.class;
        return argument instanceof WildcardType wild ? wild.getUpperBounds()[0] : argument;
    }

    static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        if (type instanceof WildcardType wild) {
            return raw(wild.getUpperBounds()[0]);
        }
        if (type instanceof java.lang.reflect.TypeVariable<?> variable) {
            return raw(variable.getBounds()[0]);
        }
        if (type instanceof java.lang.reflect.GenericArrayType array) {
            return raw(array.getGenericComponentType()).arrayType();
        }
        throw new AssertionError(type);
    }
}
