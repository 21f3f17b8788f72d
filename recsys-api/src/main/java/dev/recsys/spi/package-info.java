/**
 * For those who write a recommender of their own, and shared by ours: {@link dev.recsys.spi.UserProfiles} is what a model
 * remembers of its users, {@link dev.recsys.spi.Ranking} turns scores into an answer under a request's rules,
 * {@link dev.recsys.spi.Workers} are a trainer's own threads, {@link dev.recsys.spi.ConfigJson} reads and writes configs,
 * {@link dev.recsys.spi.Options} makes, checks and describes those whose components are an {@link dev.recsys.spi.Option},
 * {@link dev.recsys.spi.HeapRoom} refuses what will not fit into the heap.
 * An application that only trains and recommends needs nothing from here.
 */
@NullMarked
package dev.recsys.spi;

import org.jspecify.annotations.NullMarked;
