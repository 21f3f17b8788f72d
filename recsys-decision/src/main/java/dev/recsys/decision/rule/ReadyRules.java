package dev.recsys.decision.rule;

import dev.recsys.internal.check.Checks;
import java.util.Arrays;
import java.util.List;

/** The usual rules of a bank, each with the name, stage and code that people know. All take items out where a fact is unknown. */
public final class ReadyRules {
    private ReadyRules() {}

    /** Names, at least one, none of them blank. */
    private static String[] named(String[] given, String name) {
        List<String> all = Checks.copyOf(Arrays.asList(Checks.notNull(given, name)), name);
        Checks.that(!all.isEmpty(), "%s must not be empty", name);
        all.forEach(each -> Checks.notBlank(each, "each of " + name));
        return all.toArray(String[]::new);
    }

    /**
     * Only customers of some age.
     *
     * @param feature the feature that holds the age, in years
     * @param least the least age, inclusive
     * @param most the greatest age, inclusive
     * @param items what it is about
     * @return the rule {@code age}, code {@code AGE}
     * @throws IllegalArgumentException if a value is null or blank, or the bounds are not finite and in order
     */
    public static Rule age(String feature, double least, double most, ItemSelector items) {
        return Rule.named("age").items(items).require(Condition.between(feature, least, most));
    }

    /**
     * Only residents.
     *
     * @param feature the feature that holds the residence
     * @param items what it is about
     * @param residences the values that count as resident
     * @return the rule named residence, of code RESIDENCE
     * @throws IllegalArgumentException if a value is null or blank, or there is no residence
     */
    public static Rule residence(String feature, ItemSelector items, String... residences) {
        return Rule.named("residence").items(items).require(Condition.in(feature, named(residences, "residences")));
    }

    /**
     * Nothing for the deceased.
     *
     * @param feature the feature that says so
     * @param value its value for the deceased
     * @return the rule {@code deceased}, code {@code DECEASED}
     * @throws IllegalArgumentException if a value is null or blank
     */
    public static Rule deceased(String feature, String value) {
        return Rule.named("deceased").exclude(Condition.in(feature, Checks.notBlank(value, "value")));
    }

    /**
     * Nothing for customers with one of some marks, such as employees or those under a legal hold.
     *
     * @param name of the rule; its code is the name in upper case
     * @param feature the feature that holds the mark
     * @param items what it is about
     * @param marks its values for them
     * @return the rule
     * @throws IllegalArgumentException if a value is null or blank, or there is no mark
     */
    public static Rule marked(String name, String feature, ItemSelector items, String... marks) {
        return Rule.named(name).items(items).exclude(Condition.in(feature, named(marks, "marks")));
    }

    /**
     * Some items don't go together with others the customer holds.
     *
     * @param items the items not to offer
     * @param heldItems what the customer must not hold
     * @return the rule {@code incompatible}, code {@code INCOMPATIBLE}
     * @throws IllegalArgumentException if a value is null or blank, or nothing is named
     */
    public static Rule incompatible(ItemSelector items, String... heldItems) {
        return Rule.named("incompatible")
                .stage(Stage.APPLICABILITY)
                .items(items)
                .exclude(Condition.holdsAny(List.of(named(heldItems, "heldItems"))));
    }

    /**
     * Some items need others first.
     *
     * @param items the items not to offer without them
     * @param heldItems what the customer must hold, all of them
     * @return the rule {@code needs}, code {@code NEEDS}
     * @throws IllegalArgumentException if a value is null or blank, or nothing is named
     */
    public static Rule needs(ItemSelector items, String... heldItems) {
        return Rule.named("needs")
                .stage(Stage.APPLICABILITY)
                .items(items)
                .require(Condition.holdsAll(List.of(named(heldItems, "heldItems"))));
    }

    /**
     * An item's risk must lie within what the customer may bear.
     *
     * @param feature the customer's risk band, a number that grows with the risk that fits
     * @param attribute the item's risk, a number; the rule is about the items that have it
     * @return the rule {@code risk-band}, code {@code RISK_BAND}
     * @throws IllegalArgumentException if a name is blank
     */
    public static Rule riskBand(String feature, String attribute) {
        return Rule.named("risk-band")
                .stage(Stage.SUITABILITY)
                .items(ItemSelector.attribute(attribute))
                .require(ItemCondition.atLeast(feature, attribute));
    }

    /**
     * The customer's means must reach what an item asks for.
     *
     * @param feature the customer's means, such as income
     * @param attribute what the item asks for, a number; the rule is about the items that have it
     * @return the rule {@code affordability}, code {@code AFFORDABILITY}
     * @throws IllegalArgumentException if a name is blank
     */
    public static Rule affordability(String feature, String attribute) {
        return Rule.named("affordability")
                .stage(Stage.SUITABILITY)
                .items(ItemSelector.attribute(attribute))
                .require(ItemCondition.atLeast(feature, attribute));
    }

    /**
     * The customer's class must be one the item is made for, as under MiFID II.
     *
     * @param feature the customer's class, such as {@code retail}
     * @param attribute the classes of an item, separated by commas; the rule is about the items that have it
     * @return the rule {@code client-class}, code {@code CLIENT_CLASS}
     * @throws IllegalArgumentException if a name is blank
     */
    public static Rule clientClass(String feature, String attribute) {
        return Rule.named("client-class")
                .stage(Stage.SUITABILITY)
                .items(ItemSelector.attribute(attribute))
                .require(ItemCondition.among(feature, attribute));
    }
}
