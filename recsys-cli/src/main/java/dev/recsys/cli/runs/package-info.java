/**
 * Runs that a colleague can read in a year: {@link dev.recsys.cli.runs.RunRecord} says in {@code run.json} what a run was,
 * {@code recsys runs} lists, shows and compares them, and {@link dev.recsys.cli.runs.TrackingOptions} sends them
 * to an MLflow tracking server.
 */
@NullMarked
package dev.recsys.cli.runs;

import org.jspecify.annotations.NullMarked;
