/**
 * A report that people look at: one page without network, and every figure of it as JSON. {@link dev.recsys.report.Report} collects
 * what is there, a panel or events, an evaluation, what the training took, offers, and writes it in English, Spanish or Russian.
 * Inside, {@code PanelSection}, {@code EventSection}, {@code ModelSection}, {@code OfferSection} and {@code CardSection} say the
 * facts, {@code internal.chart} draws them and {@code internal.page} writes the page.
 */
@NullMarked
package dev.recsys.report;

import org.jspecify.annotations.NullMarked;
