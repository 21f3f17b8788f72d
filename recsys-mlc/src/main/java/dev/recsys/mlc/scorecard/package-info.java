/**
 * Probabilities as points, as credit scores are given. Open {@link dev.recsys.mlc.scorecard.PointsScale} first, then
 * {@link dev.recsys.mlc.scorecard.TargetPoints}, which shows what boosted trees say as points, and
 * {@link dev.recsys.mlc.scorecard.ScorecardTrainer}, which learns the {@link dev.recsys.mlc.scorecard.Scorecard} that auditors know:
 * bins, weights of evidence, a logistic regression, whole points a bin. Both are {@link dev.recsys.mlc.scorecard.PointsModel}s:
 * they give points, reason codes and {@link dev.recsys.mlc.scorecard.ScoreFigures} alike.
 */
@NullMarked
package dev.recsys.mlc.scorecard;

import org.jspecify.annotations.NullMarked;
