/**
 * The load generator. {@link dev.recsys.cli.load.LoadCommand} reads the options; a {@code LoadRun} sends the {@code Calls} when
 * the {@code Schedule} says so, over {@code HttpConnection}s, and a {@code Tally} counts what comes of them for the
 * {@code LoadReport}.
 */
@NullMarked
package dev.recsys.cli.load;

import org.jspecify.annotations.NullMarked;
