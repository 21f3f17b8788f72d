/**
 * A made-up bank whose panel looks like the Santander file, for tests, demonstrations and benchmarks: the same columns,
 * marginals and month-to-month structure, and no real customer. Start at {@link
 * dev.recsys.io.synthetic.SyntheticBank}; {@code CustomerFactory} says who a customer is, {@code ProductDynamics} what
 * the customer takes and gives up, {@code CsvRows} and {@code PanelRows} how a month is written.
 *
 * <p>The tables among the resources hold counts and rates: published rates per product and histograms, scaled, and the
 * shares of nineteen latent classes estimated from a sample of one month of the file. No row of any customer's data is in
 * them.
 */
@NullMarked
package dev.recsys.io.synthetic;

import org.jspecify.annotations.NullMarked;
