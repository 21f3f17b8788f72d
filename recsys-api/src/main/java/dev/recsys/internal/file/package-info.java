/**
 * The model file: {@link dev.recsys.internal.file.ModelFile} writes and reads it, {@link dev.recsys.internal.file.InfoJson}
 * its manifest, {@link dev.recsys.internal.file.LoneModel} a model that is part of no bundle. Not for applications: it may change at
 * any time.
 */
@NullMarked
package dev.recsys.internal.file;

import org.jspecify.annotations.NullMarked;
