/**
 * Model files, for those who write a model: {@link dev.recsys.model.ModelCodec} turns an algorithm's models into
 * {@link dev.recsys.model.Sections} and back, {@link dev.recsys.model.ModelFile} writes and reads the file. An application
 * uses {@code dev.recsys.bundle}.
 */
@NullMarked
package dev.recsys.model;

import org.jspecify.annotations.NullMarked;
