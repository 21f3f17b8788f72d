/**
 * A bank's own targets, learned from any table of attributes: who leaves, who answers a campaign, who pays back, how much they
 * spend. A {@link dev.recsys.mlc.targets.TargetTrainer} with a {@link dev.recsys.mlc.targets.TargetConfig} learns one or more
 * {@link dev.recsys.mlc.targets.Target}s and gives a {@link dev.recsys.mlc.targets.TargetModel}.
 * {@link dev.recsys.mlc.targets.PanelLabels} makes such a table, and its targets, out of a panel.
 */
@NullMarked
package dev.recsys.mlc.targets;

import org.jspecify.annotations.NullMarked;
