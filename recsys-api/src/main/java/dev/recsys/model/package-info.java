/**
 * Models on disk. {@link dev.recsys.model.ModelStore} is a folder of named models and all that an application needs;
 * {@link dev.recsys.model.ModelFile} is one file; {@link dev.recsys.model.ModelCodec} and
 * {@link dev.recsys.model.Sections} are for those who write a model of their own.
 */
@NullMarked
package dev.recsys.model;

import org.jspecify.annotations.NullMarked;
