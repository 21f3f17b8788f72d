package dev.recsys.spi;

import dev.recsys.RecommendationRequest;
import dev.recsys.UserFeatures;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.Panel;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some features of remembered users the month before their latest snapshot, so that a change can be told. Immutable and
 * thread-safe.
 */
final class RememberedFeatures {
    private static final RememberedFeatures NONE = new RememberedFeatures(
            FeatureTable.builder(0).build(), FeatureTable.builder(0).build(), LocalDate.EPOCH);

    private final FeatureTable latest;
    private final FeatureTable before; // the same users, some of the columns
    private final int[] places; // of each column of latest, in before; -1 for one not remembered
    private final LocalDate asOf;

    private RememberedFeatures(FeatureTable latest, FeatureTable before, LocalDate asOf) {
        this.latest = latest;
        this.before = before;
        this.places = latest.schema().names().stream()
                .mapToInt(before.schema()::indexOf)
                .toArray();
        this.asOf = asOf;
    }

    /** Nothing remembered. */
    static RememberedFeatures none() {
        return NONE;
    }

    /**
     * The features of some of a panel's users, ascending.
     *
     * @param latest what they were last; with all of {@code names}
     */
    static RememberedFeatures of(Panel panel, int[] users, FeatureTable latest, List<String> names) {
        return names.isEmpty() || panel.snapshots().size() < 2
                ? NONE
                : new RememberedFeatures(
                        latest,
                        panel.featuresBeforeLatest(names).pickRows(users),
                        panel.last().date());
    }

    /** What is known of the month before a request, in the order of the latest features. */
    FeatureRow of(RecommendationRequest request, int user) {
        if (before.schema().size() == 0) {
            return FeatureRow.unknown();
        }
        int monthsSince = request.date().map(this::monthsSince).orElse(0);
        return new Row(this, user, request.features(), request.featuresBefore().orElse(null), monthsSince);
    }

    private int monthsSince(LocalDate date) {
        long months = ChronoUnit.MONTHS.between(asOf.withDayOfMonth(1), date.withDayOfMonth(1));
        return (int) Math.max(0, Math.min(months, 2));
    }

    void writeTo(Sections.Builder out, String prefix) {
        if (before.schema().size() > 0) {
            out.put(prefix + "asOf", new int[] {Math.toIntExact(asOf.toEpochDay())})
                    .put(prefix + "features", before);
        }
    }

    static RememberedFeatures readFrom(Sections in, FeatureTable latest) throws ModelFormatException {
        if (in.isEmpty()) {
            return NONE;
        }
        int[] asOf = in.ints("asOf");
        FeatureTable before = in.features("features", latest.rowCount());
        FeatureSchema schema = before.schema();
        boolean sound = asOf.length == 1 && schema.size() > 0;
        for (int column = 0; sound && column < schema.size(); column++) {
            int place = latest.schema().indexOf(schema.name(column));
            sound = place >= 0 && latest.schema().kind(place) == schema.kind(column);
            if (sound && schema.kind(column) == FeatureSchema.Kind.CATEGORICAL) {
                sound = latest.dictionary(place)
                        .ids()
                        .equals(before.dictionary(column).ids());
            }
        }
        if (!sound) {
            throw new ModelFormatException("the remembered features of the month before are damaged");
        }
        return new RememberedFeatures(latest, before, LocalDate.ofEpochDay(asOf[0]));
    }

    /** The month before one request. */
    private record Row(
            RememberedFeatures of,
            int user,
            UserFeatures given,
            @Nullable UserFeatures said,
            int monthsSince) implements FeatureRow {
        @Override
        public float number(int column) {
            UserFeatures before = said;
            if (of.places[column] < 0) {
                return Float.NaN;
            }
            if (before != null) {
                return UserProfiles.number(before, name(column));
            }
            return switch (since(column)) {
                case 0 -> of.before.number(user, of.places[column]);
                case 1 -> of.latest.number(user, column);
                default -> Float.NaN;
            };
        }

        @Override
        public int code(int column) {
            UserFeatures before = said;
            if (of.places[column] < 0) {
                return -1;
            }
            if (before != null) {
                return UserProfiles.code(before, name(column), of.latest.dictionary(column));
            }
            return switch (since(column)) {
                case 0 -> of.before.code(user, of.places[column]);
                case 1 -> of.latest.code(user, column);
                default -> -1;
            };
        }

        private String name(int column) {
            return of.latest.schema().name(column);
        }

        /** How many months what is known now lies after what is remembered; 2 stands for never. */
        private int since(int column) {
            // Without a value of today, the last month's stands for it, and is not the month before yet.
            return user < 0 ? 2 : given.has(name(column)) ? monthsSince : 0;
        }
    }
}
