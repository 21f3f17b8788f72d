/**
 * Search for good options without touching a test period: a {@link dev.recsys.eval.search.SearchSpace} says which options of a
 * configuration to try, a {@link dev.recsys.eval.search.Validation} measures each on customers or periods held out of the data to
 * train on, and a {@link dev.recsys.eval.search.Search} does so at random or by successive halving, writes every
 * {@link dev.recsys.eval.search.SearchTrial} to a file, and goes on after a kill.
 */
@NullMarked
package dev.recsys.eval.search;

import org.jspecify.annotations.NullMarked;
