package dev.recsys;

import dev.recsys.check.Checks;
import java.util.List;

/**
 * An answer: ranked items, and what stood behind them.
 *
 * @param items best first, at most as many as asked for
 * @param model the algorithm that answered, such as {@code "als"}
 * @param generation the hash of the model that answered, as in {@link ModelInfo#modelHash()}
 * @param level what the answer was built on
 * @param skipped components of a hybrid that did not take part, and why; empty for a single model
 */
public record Recommendations(
        List<RecommendedItem> items,
        String model,
        String generation,
        FallbackLevel level,
        List<SkippedComponent> skipped) {
    /**
     * Checks and copies.
     *
     * @param items as the component
     * @param model as the component
     * @param generation as the component
     * @param level as the component
     * @param skipped as the component
     * @throws IllegalArgumentException if the model's name is blank or anything is null
     */
    public Recommendations {
        items = List.copyOf(items);
        Checks.notBlank(model, "model");
        Checks.notNull(generation, "generation");
        Checks.notNull(level, "level");
        skipped = List.copyOf(skipped);
    }

    /**
     * The ids alone.
     *
     * @return item ids, best first
     */
    public List<String> itemIds() {
        return items.stream().map(RecommendedItem::itemId).toList();
    }

    /**
     * A component that did not take part in a hybrid's answer.
     *
     * @param component its name in the hybrid
     * @param cause why, in one sentence; names no user
     */
    public record SkippedComponent(String component, String cause) {
        /**
         * Checks and copies.
         *
         * @param component as the component
         * @param cause as the component
         * @throws IllegalArgumentException if the name is blank or the cause is null
         */
        public SkippedComponent {
            Checks.notBlank(component, "component");
            Checks.notNull(cause, "cause");
        }
    }
}
