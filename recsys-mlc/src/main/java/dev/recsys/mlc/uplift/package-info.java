/**
 * Who is moved by an offer: how much more likely a customer is to answer, stay or buy if treated than if not. An {@link
 * dev.recsys.mlc.uplift.UpliftTrainer} with an {@link dev.recsys.mlc.uplift.UpliftConfig} learns a {@link
 * dev.recsys.mlc.uplift.Campaign} and gives an {@link dev.recsys.mlc.uplift.UpliftModel}; an {@link
 * dev.recsys.mlc.uplift.UpliftEvaluator} measures it. Data without randomisation are refused unless propensities are given.
 */
@NullMarked
package dev.recsys.mlc.uplift;

import org.jspecify.annotations.NullMarked;
