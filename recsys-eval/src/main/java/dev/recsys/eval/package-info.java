/**
 * How good a recommender is: {@link dev.recsys.eval.TimeSplit} cuts data into what was known and what came after,
 * {@link dev.recsys.eval.Evaluator} asks recommenders about every user and gives an
 * {@link dev.recsys.eval.EvaluationReport} of metrics such as {@link dev.recsys.eval.MapAtK}, and
 * {@link dev.recsys.eval.CustomerFolds} chooses settings without touching a test period.
 * {@link dev.recsys.eval.RollingOrigin} repeats a split at several origins. Figures have an {@link dev.recsys.eval.Interval}, any
 * two models a {@link dev.recsys.eval.Comparison}, and a {@link dev.recsys.eval.Grouping} shows groups of users apart.
 * {@link dev.recsys.eval.OffPolicyReport} judges a policy by the logged decisions of another one.
 * {@link dev.recsys.eval.PermutationImportance} measures how much a recommender needs each feature.
 * {@link dev.recsys.eval.CustomerScores} keeps what an evaluation found customer by customer, to be compared with later ones.
 */
@NullMarked
package dev.recsys.eval;

import org.jspecify.annotations.NullMarked;
