/**
 * Readers that bring a bank's data into memory. Begin with {@link dev.recsys.io.SantanderPanel}, a whole panel in one
 * call; then {@link dev.recsys.io.SantanderReader}, which also gives the {@link dev.recsys.io.ReadReport} of what was
 * left out and why; then {@link dev.recsys.io.JdbcPanelReader} for a bank's own tables, and
 * {@link dev.recsys.io.EventReader} and {@link dev.recsys.io.JdbcEventReader} for events,
 * {@link dev.recsys.io.CatalogueReader} for what is known of their items, and
 * {@link dev.recsys.io.TableReader} for attributes alone. A row at fault is quarantined; too many of them, a damaged
 * archive or a period out of all proportion stop a reader.
 *
 * <p>Inside, {@code CsvTable} and {@code JdbcTable} push cells into a {@code RowSink}, which is a {@code PanelSink}, an
 * {@code EventSink}, a {@code TableSink} or a {@code CatalogueSink}.
 */
@NullMarked
package dev.recsys.io;

import org.jspecify.annotations.NullMarked;
