package dev.recsys.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.internal.check.Checks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Sections by name, in the order they were put: what {@link Sections} is made of. */
final class SectionMap {
    private final Map<String, Section> byName;

    SectionMap() {
        this(new LinkedHashMap<>());
    }

    /** Sections by name, in the order of the map. Modified by what is put. */
    SectionMap(Map<String, Section> byName) {
        this.byName = byName;
    }

    /** A copy with the sections of some names. */
    SectionMap only(Predicate<String> kept) {
        SectionMap some = new SectionMap(new LinkedHashMap<>(byName));
        some.byName.keySet().removeIf(kept.negate());
        return some;
    }

    /** A copy of those whose names begin alike, without that beginning. */
    SectionMap under(String prefix) {
        SectionMap part = new SectionMap();
        byName.forEach((name, section) -> {
            if (name.startsWith(prefix)) {
                part.byName.put(name.substring(prefix.length()), section);
            }
        });
        return part;
    }

    Map<String, Section> all() {
        return byName;
    }

    SectionMap put(String name, Section section) {
        Checks.that(byName.put(Checks.notBlank(name, "section name"), section) == null, "two sections %s", name);
        return this;
    }

    SectionMap put(String name, int[] data) {
        return put(name, new Section(Section.Type.INTS, data));
    }

    SectionMap put(String name, float[] data) {
        return put(name, new Section(Section.Type.FLOATS, data));
    }

    SectionMap put(String name, double[] data) {
        return put(name, new Section(Section.Type.DOUBLES, data));
    }

    SectionMap put(String name, byte[] data) {
        return put(name, new Section(Section.Type.BYTES, data));
    }

    SectionMap put(String name, String text) {
        return put(name, text.getBytes(UTF_8));
    }

    int[] ints(String name) throws ModelFormatException {
        return get(name, int[].class);
    }

    float[] floats(String name) throws ModelFormatException {
        return get(name, float[].class);
    }

    double[] doubles(String name) throws ModelFormatException {
        return get(name, double[].class);
    }

    byte[] bytes(String name) throws ModelFormatException {
        return get(name, byte[].class);
    }

    String text(String name) throws ModelFormatException {
        byte[] bytes = bytes(name);
        return SectionChecks.text(name, bytes, 0, bytes.length);
    }

    /** The names of those that nobody has asked for yet. */
    List<String> unread() {
        return byName.entrySet().stream()
                .filter(entry -> !entry.getValue().isRead().get())
                .map(Map.Entry::getKey)
                .toList();
    }

    private <T> T get(String name, Class<T> type) throws ModelFormatException {
        Section section = byName.get(name);
        if (section == null) {
            throw new ModelFormatException("section \"" + name + "\" is missing");
        }
        if (!type.isInstance(section.data())) {
            throw new ModelFormatException("section \"" + name + "\" has type " + section.type());
        }
        section.isRead().set(true);
        return type.cast(section.data());
    }
}
