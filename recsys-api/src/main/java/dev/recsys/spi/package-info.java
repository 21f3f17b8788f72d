/**
 * For those who write a trainer: {@link dev.recsys.spi.Workers} are its threads, {@link dev.recsys.spi.Provenance} writes
 * where the model came from, {@link dev.recsys.spi.ConfigJson} reads and writes configs,
 * {@link dev.recsys.spi.Options} makes, checks and describes those whose components are an {@link dev.recsys.spi.Option},
 * {@link dev.recsys.spi.HeapRoom} refuses what does not fit into the heap. An application that trains and recommends needs
 * nothing from here.
 */
@NullMarked
package dev.recsys.spi;

import org.jspecify.annotations.NullMarked;
