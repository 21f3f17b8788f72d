package dev.recsys.decision.rule;

import dev.recsys.data.Item;
import dev.recsys.internal.check.Checks;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A named, versioned rule that takes items out of a decision for some customers. A required condition takes its items out
 * unless it holds; an excluding one takes them out if it holds. Where a fact is unknown the items are taken out, unless
 * {@link Builder#allowUnknown} says otherwise. Immutable and thread-safe.
 *
 * <pre>{@code
 * Rule.named("adults-only").version("2").stage(Stage.ELIGIBILITY).code("TOO_YOUNG")
 *         .items(ItemSelector.credit())
 *         .require(Condition.atLeast("age", 18))
 * }</pre>
 */
public final class Rule {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    private final String name;
    private final String version;
    private final Stage stage;
    private final String code;
    private final ItemSelector items;
    private final @Nullable Condition condition;
    private final @Nullable ItemCondition itemCondition;
    private final boolean required;
    private final boolean unknownAllowed;

    private Rule(
            Builder builder, @Nullable Condition condition, @Nullable ItemCondition itemCondition, boolean required) {
        this.name = builder.name;
        this.version = builder.version;
        this.stage = builder.stage;
        this.code = builder.code.isEmpty() ? builder.codeOfName() : builder.code;
        this.items = builder.items;
        this.condition = condition;
        this.itemCondition = itemCondition;
        this.required = required;
        this.unknownAllowed = builder.unknownAllowed;
    }

    /**
     * Begins a rule.
     *
     * @param name letters, digits, dots, dashes and underscores, at most 100; unique in a policy
     * @return a builder: version 1, eligibility, all items, the code made of the name
     * @throws IllegalArgumentException if the name is not of that form
     */
    public static Builder named(String name) {
        return new Builder(checked(name, "name"));
    }

    private static String checked(String text, String name) {
        Checks.that(
                NAME.matcher(Checks.notNull(text, name)).matches(),
                "%s must be letters, digits, dots, dashes and underscores, at most 100, but was \"%s\"",
                name,
                text);
        return text;
    }

    /**
     * The same rule under another name, so that a policy can have two of a kind; the code stays.
     *
     * @param newName letters, digits, dots, dashes and underscores, at most 100
     * @return the changed rule
     * @throws IllegalArgumentException if the name is not of that form
     */
    public Rule renamed(String newName) {
        Builder builder = new Builder(checked(newName, "newName"))
                .version(version)
                .stage(stage)
                .code(code)
                .items(items);
        builder.unknownAllowed = unknownAllowed;
        return new Rule(builder, condition, itemCondition, required);
    }

    /**
     * The rule's name.
     *
     * @return unique in a policy
     */
    public String name() {
        return name;
    }

    /**
     * The rule's version.
     *
     * @return as given by whoever changes it
     */
    public String version() {
        return version;
    }

    /**
     * The step at which it works.
     *
     * @return the stage
     */
    public Stage stage() {
        return stage;
    }

    /**
     * The reason code of what it takes out.
     *
     * @return such as {@code TOO_YOUNG}
     */
    public String code() {
        return code;
    }

    /**
     * The items it is about.
     *
     * @return the selector
     */
    public ItemSelector items() {
        return items;
    }

    /**
     * Whether the condition is the same for all items.
     *
     * @return false if it depends on the item
     */
    public boolean isSameForAllItems() {
        return condition != null;
    }

    /**
     * The condition for an item.
     *
     * @param item one of the items it is about
     * @return the condition
     * @throws IllegalArgumentException if the item is null or lacks an attribute the condition needs; the message names the rule
     */
    public Condition condition(Item item) {
        Checks.notNull(item, "item");
        if (condition != null) {
            return condition;
        }
        try {
            return Checks.notNull(itemCondition, "condition").bind(item);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rule \"" + name + "\": " + e.getMessage(), e);
        }
    }

    /**
     * Whether a condition's truth takes items out.
     *
     * @param truth of the rule's condition
     * @return true if they are out
     * @throws IllegalArgumentException if {@code truth} is null
     */
    public boolean takesOut(Truth truth) {
        Checks.notNull(truth, "truth");
        if (truth == Truth.UNKNOWN) {
            return !unknownAllowed;
        }
        return (truth == Truth.TRUE) != required;
    }

    /**
     * The rule in words; equal texts mean the same rule, as far as conditions in Java say what they do.
     *
     * @return one line
     */
    public String text() {
        Condition same = condition;
        String what = same != null
                ? same.text()
                : Checks.notNull(itemCondition, "condition").text();
        return name + " " + version + " [" + stage + " " + code + "] " + items
                + (required ? " require " : " exclude if ") + what + (unknownAllowed ? ", unknown allowed" : "");
    }

    @Override
    public String toString() {
        return "Rule[" + text() + "]";
    }

    /** Collects a rule's parts; not thread-safe. */
    public static final class Builder {
        private final String name;
        private String version = "1";
        private Stage stage = Stage.ELIGIBILITY;
        private String code = "";
        private ItemSelector items = ItemSelector.all();
        private boolean unknownAllowed;

        private Builder(String name) {
            this.name = name;
        }

        private String codeOfName() {
            return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        }

        /**
         * Sets the version; {@code 1} by default.
         *
         * @param version any, not blank
         * @return this
         * @throws IllegalArgumentException if it is blank
         */
        public Builder version(String version) {
            this.version = Checks.notBlank(version, "version");
            return this;
        }

        /**
         * Sets the step; {@link Stage#ELIGIBILITY} by default.
         *
         * @param stage eligibility, applicability or suitability
         * @return this
         * @throws IllegalArgumentException if it is null, or a step that is not for rules on customers
         */
        public Builder stage(Stage stage) {
            Checks.notNull(stage, "stage");
            Checks.that(
                    stage == Stage.ELIGIBILITY || stage == Stage.APPLICABILITY || stage == Stage.SUITABILITY,
                    "the stage of a rule must be ELIGIBILITY, APPLICABILITY or SUITABILITY, but was %s",
                    stage);
            this.stage = stage;
            return this;
        }

        /**
         * Sets the reason code; the name in upper case by default.
         *
         * @param code capital letters, digits and underscores, at most 64
         * @return this
         * @throws IllegalArgumentException if it is not of that form
         */
        public Builder code(String code) {
            Checks.that(
                    CODE.matcher(Checks.notNull(code, "code")).matches(),
                    "a code has capital letters, digits and underscores, at most 64, but was \"%s\"",
                    code);
            this.code = code;
            return this;
        }

        /**
         * Sets the items; all by default.
         *
         * @param items the selector
         * @return this
         * @throws IllegalArgumentException if it is null
         */
        public Builder items(ItemSelector items) {
            this.items = Checks.notNull(items, "items");
            return this;
        }

        /**
         * Keeps the items where a fact the rule needs is unknown. By default they are taken out.
         *
         * @return this
         */
        public Builder allowUnknown() {
            unknownAllowed = true;
            return this;
        }

        /**
         * The rule that takes its items out unless a condition holds.
         *
         * @param condition on the customer
         * @return the rule
         * @throws IllegalArgumentException if it is null
         */
        public Rule require(Condition condition) {
            return new Rule(this, Checks.notNull(condition, "condition"), null, true);
        }

        /**
         * The rule that takes an item out unless a condition holds.
         *
         * @param condition on the customer and the item
         * @return the rule
         * @throws IllegalArgumentException if it is null
         */
        public Rule require(ItemCondition condition) {
            return new Rule(this, null, Checks.notNull(condition, "condition"), true);
        }

        /**
         * The rule that takes its items out if a condition holds.
         *
         * @param condition on the customer
         * @return the rule
         * @throws IllegalArgumentException if it is null
         */
        public Rule exclude(Condition condition) {
            return new Rule(this, Checks.notNull(condition, "condition"), null, false);
        }

        /**
         * The rule that takes an item out if a condition holds.
         *
         * @param condition on the customer and the item
         * @return the rule
         * @throws IllegalArgumentException if it is null
         */
        public Rule exclude(ItemCondition condition) {
            return new Rule(this, null, Checks.notNull(condition, "condition"), false);
        }
    }
}
