/**
 * A made-up bank whose panel looks like the Santander file, for tests, demonstrations and benchmarks: the same columns,
 * marginals and month-to-month structure, and no real customer. Start at {@link
 * dev.recsys.io.synthetic.SyntheticBank}; {@code CustomerFactory} says who a customer is, {@code ProductDynamics} what
 * the customer takes and gives up, {@code CsvRows} and {@code PanelRows} how a month is written.
 *
 * <p>The tables among the resources are counts and rates: class shares of a latent-class summary, published rates per
 * product, histograms. No row of any customer's data is in them.
 */
@NullMarked
package dev.recsys.io.synthetic;

import org.jspecify.annotations.NullMarked;
