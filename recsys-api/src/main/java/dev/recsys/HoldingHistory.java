package dev.recsys;

import dev.recsys.check.Checks;
import dev.recsys.data.HoldingMonths;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user held in the months before the request, by item id: month 1 is the month before what
 * {@link RecommendationRequest#holdings} tells. Implementations are immutable and thread-safe.
 *
 * <pre>{@code
 * HoldingHistory history = HoldingHistory.builder()
 *         .month(List.of("cco", "recibo")) // a month ago
 *         .unknownMonth()                  // two months ago
 *         .month(List.of("cco"))           // three months ago
 *         .build();
 * }</pre>
 */
public interface HoldingHistory {
    /**
     * How many months the history reaches back, known or not.
     *
     * @return at least 0
     */
    int monthCount();

    /**
     * What was held in a month.
     *
     * @param month in {@code 1..monthCount()}
     * @return item ids, or empty if it is not known; an empty list says that the user held nothing
     * @throws IllegalArgumentException if the month is out of range
     */
    Optional<List<String>> held(int month);

    /**
     * A history of no months, to say that nothing is known and nothing remembered shall count.
     *
     * @return the history
     */
    static HoldingHistory none() {
        return builder().build();
    }

    /**
     * A builder, fed from the latest month to the earliest.
     *
     * @return an empty builder
     */
    static Builder builder() {
        return new Builder();
    }

    /** Collects months; not thread-safe. */
    final class Builder {
        private final List<@Nullable List<String>> months = new ArrayList<>();

        private Builder() {}

        /**
         * Says what was held one month before the last month said.
         *
         * @param itemIds items, possibly none; ids a model does not know are passed over by it. Not modified, copied.
         * @return this
         * @throws IllegalArgumentException if an id is null or there are {@value HoldingMonths#MOST} months already
         */
        public Builder month(Collection<String> itemIds) {
            itemIds.forEach(id -> Checks.notNull(id, "item id"));
            return add(List.copyOf(itemIds));
        }

        /**
         * Says that what was held one month before the last month said is not known.
         *
         * @return this
         * @throws IllegalArgumentException if there are {@value HoldingMonths#MOST} months already
         */
        public Builder unknownMonth() {
            return add(null);
        }

        private Builder add(@Nullable List<String> held) {
            Checks.inRange(months.size() + 1, 1, HoldingMonths.MOST, "the number of months of a history");
            months.add(held);
            return this;
        }

        /**
         * The history.
         *
         * @return an immutable history
         */
        public HoldingHistory build() {
            return new NamedHistory(months);
        }
    }
}
