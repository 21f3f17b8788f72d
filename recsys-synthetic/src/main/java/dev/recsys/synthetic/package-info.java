/**
 * A synthetic bank whose panel looks like the Santander file, for tests, demonstrations and benchmarks: the same columns,
 * marginals and month-to-month structure, and no real customer. Start at {@link
 * dev.recsys.synthetic.SyntheticBank}; {@code CustomerFactory} says who a customer is, {@code ProductDynamics} what
 * the customer takes and gives up, {@code CsvRows} and {@code PanelRows} how a month is written.
 *
 * <p>The tables among the resources hold published aggregates and inventions. Ages, channels and provinces are the
 * published histograms, scaled. The kinds of customers in {@code archetypes.csv} are invented by hand in round numbers. In
 * {@code products.csv}, removal rates, factors and seasons are fitted so that the generated rates and monthly additions
 * come near the published ones.
 */
@NullMarked
package dev.recsys.synthetic;

import org.jspecify.annotations.NullMarked;
