/**
 * Fuzzing targets: what reads bytes or text from outside, each as a class with {@code fuzzerTestOneInput}, which Jazzer calls
 * (CONTRIBUTING.md says how) and {@code FuzzCorpusTest} replays over the inputs in {@code src/test/resources/fuzz}, without
 * Jazzer. A target throws only what is a fault.
 */
package dev.recsys.reliability.fuzz;
