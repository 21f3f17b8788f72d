/**
 * Has the data moved away from what a model was trained on, and should it be trained again? Begin with {@link
 * dev.recsys.decision.drift.DriftMonitor}, which compares each later period of a panel with the model's last one; its
 * {@link dev.recsys.decision.drift.DriftReport} gives a {@link dev.recsys.decision.drift.Verdict} and the reasons in words, by
 * the thresholds of {@link dev.recsys.decision.drift.RetrainingRule}.
 */
@NullMarked
package dev.recsys.decision.drift;

import org.jspecify.annotations.NullMarked;
