/**
 * For those who write a trainer and a model: {@link dev.recsys.model.Provenance} writes where a model came from, and
 * {@link dev.recsys.model.ModelCodec} turns an algorithm's models into {@link dev.recsys.model.Sections} and back. An
 * application uses {@code dev.recsys.bundle}.
 */
@NullMarked
package dev.recsys.model;

import org.jspecify.annotations.NullMarked;
