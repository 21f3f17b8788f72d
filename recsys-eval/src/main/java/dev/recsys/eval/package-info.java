/** Time splits, ranking metrics and reports: how good a recommender is, and how sure one can be. */
@NullMarked
package dev.recsys.eval;

import org.jspecify.annotations.NullMarked;
