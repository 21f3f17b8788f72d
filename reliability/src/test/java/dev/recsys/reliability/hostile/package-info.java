/**
 * Calls every public method with values no caller should give. {@code Surface} finds the methods, {@code Fixtures} and
 * {@code Legal} give objects and arguments that are right, {@code Hostile} the wrong ones, {@code Probe} makes a call and
 * says what came of it.
 */
package dev.recsys.reliability.hostile;
