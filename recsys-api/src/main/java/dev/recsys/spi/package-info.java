/**
 * For those who write a trainer: {@link dev.recsys.spi.Provenance} writes where a model came from,
 * {@link dev.recsys.spi.ConfigJson} reads and writes configs, and {@link dev.recsys.spi.Options} makes, checks and describes
 * those whose components are an {@link dev.recsys.spi.Option}. An application that trains and recommends needs nothing from
 * here.
 */
@NullMarked
package dev.recsys.spi;

import org.jspecify.annotations.NullMarked;
