/** Alerts and dashboard of {@code ops}, by the programs that run them. */
package dev.recsys.reliability.ops;
