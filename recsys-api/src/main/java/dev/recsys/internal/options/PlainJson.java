package dev.recsys.internal.options;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of plain values as the JSON library would, without loading it: numbers, truth values, enums, plain texts, lists,
 * maps and records of these. For one thread.
 */
final class PlainJson {
    private final StringBuilder out = new StringBuilder(256);

    private PlainJson() {}

    /** A value as compact JSON, without the components of records that are null; null if it has a value of another kind. */
    static @Nullable String of(Object value) {
        PlainJson json = new PlainJson();
        return json.write(value) ? json.out.toString() : null;
    }

    private boolean write(@Nullable Object value) {
        if (value instanceof Record inner) {
            return writeRecord(inner);
        }
        if (value instanceof List<?> list) {
            return writeList(list);
        }
        if (value instanceof Map<?, ?> map) {
            return writeMap(map);
        }
        if (value instanceof String text) {
            return writeText(text);
        }
        if (value instanceof Enum<?> constant) {
            return writeText(constant.name());
        }
        boolean plain = value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || (value instanceof Double real && Double.isFinite(real));
        out.append(value);
        return plain;
    }

    private boolean writeRecord(Record holder) {
        RecordComponent[] components = holder.getClass().getRecordComponents();
        boolean plain = components.length > 0;
        char before = '{';
        for (RecordComponent component : components) {
            Object value = Components.value(component, holder);
            if (value != null) {
                out.append(before).append('"').append(component.getName()).append("\":");
                plain = plain && write(value);
                before = ',';
            }
        }
        out.append(before == '{' ? "{}" : "}");
        return plain;
    }

    private boolean writeList(List<?> values) {
        boolean plain = true;
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            out.append(i > 0 ? "," : "");
            plain = plain && write(values.get(i));
        }
        out.append(']');
        return plain;
    }

    private boolean writeMap(Map<?, ?> values) {
        boolean plain = true;
        char before = '{';
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            out.append(before);
            plain = plain && entry.getKey() instanceof String name && writeText(name);
            out.append(':');
            plain = plain && write(entry.getValue());
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
        return plain;
    }

    private boolean writeText(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain &= c >= ' ' && c < 127 && c != '"' && c != '\\';
        }
        out.append('"').append(text).append('"');
        return plain;
    }
}
