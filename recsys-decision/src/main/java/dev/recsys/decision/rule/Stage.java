package dev.recsys.decision.rule;

/** The steps of a decision that take items out, in their order. */
public enum Stage {
    /** The lists of the request: what it allows alone, and what it denies. */
    REQUEST,
    /** May this customer be offered this at all: age, residence, deceased, employee, legal holds. */
    ELIGIBILITY,
    /** Does it fit what the customer holds: held already, incompatible, needs another product first. */
    APPLICABILITY,
    /** Is it right for the customer: risk band, affordability, client class. */
    SUITABILITY,
    /** When and how often the customer may be contacted. */
    CONTACT,
    /** What the offer is worth: minimum probability, minimum worth, rules that look at the score. */
    ARBITRATION,
    /** How the offers stand together: most of a group, fixed positions. */
    DIVERSITY
}
