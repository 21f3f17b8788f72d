/**
 * What a recommender is compared with first, trained, saved, served and explained like any other. Open {@link
 * dev.recsys.baselines.ItemItemModel} first: {@link dev.recsys.baselines.NeighbourTrainer} (cosine, TF-IDF, BM25), {@link
 * dev.recsys.baselines.EaseTrainer}, {@link dev.recsys.baselines.SlimTrainer} and {@link dev.recsys.baselines.MarkovTrainer}
 * make one. {@link dev.recsys.baselines.UserNeighbourTrainer} keeps what users had, {@link
 * dev.recsys.baselines.BprTrainer} learns vectors of items, {@link
 * dev.recsys.baselines.FeatureFactorTrainer} of attributes too, {@link dev.recsys.baselines.ShareTrainer} counts popularity in several ways, {@link
 * dev.recsys.baselines.RandomTrainer} learns nothing.
 */
@NullMarked
package dev.recsys.baselines;

import org.jspecify.annotations.NullMarked;
