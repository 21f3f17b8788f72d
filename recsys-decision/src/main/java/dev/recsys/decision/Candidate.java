package dev.recsys.decision;

import dev.recsys.data.Item;

/**
 * An item that got as far as a score.
 *
 * @param item the item
 * @param score the recommender's score; a calibrated probability where the recommender promises one
 * @param value what it is worth; 1 net where the policy has no values
 * @param worth score × context weight × value × lever
 */
public record Candidate(Item item, double score, Value value, double worth) {}
