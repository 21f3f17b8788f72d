/**
 * The options of {@link dev.recsys.mlc.MlcConfig} in small records: {@link dev.recsys.mlc.options.Objective} says what is
 * learned, {@link dev.recsys.mlc.options.Trees} how trees grow, {@link dev.recsys.mlc.options.Sampling} from which customers,
 * {@link dev.recsys.mlc.options.Columns} what is known of each, {@link dev.recsys.mlc.options.Stopping} when to stop, and
 * {@link dev.recsys.mlc.options.CrossFitting} how many models are averaged and calibrated.
 */
@NullMarked
package dev.recsys.mlc.options;

import org.jspecify.annotations.NullMarked;
