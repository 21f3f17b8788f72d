/**
 * A made-up bank whose panel looks like the Santander file, for tests, demonstrations and benchmarks: the same columns,
 * marginals and month-to-month structure, and no real customer. Start at {@link
 * dev.recsys.io.synthetic.SyntheticBank}; {@code CustomerFactory} says who a customer is, {@code ProductDynamics} what
 * the customer takes and gives up, {@code CsvRows} and {@code PanelRows} how a month is written.
 *
 * <p>No table among the resources was computed from rows of customers. Histograms, seasons and removal rates are those
 * published per product, scaled. The kinds of customers in {@code archetypes.csv} are invented by hand in round numbers, and
 * only the factors in {@code products.csv} are fitted, so that what is generated has the published marginals: a bank
 * without memory of any real customer.
 */
@NullMarked
package dev.recsys.io.synthetic;

import org.jspecify.annotations.NullMarked;
