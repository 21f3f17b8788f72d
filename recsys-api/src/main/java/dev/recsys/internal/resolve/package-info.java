/**
 * The first step from a request to its answer: {@link dev.recsys.internal.resolve.Resolver} joins a request with what is
 * remembered, in the indexes of a model; {@link dev.recsys.internal.resolve.VocabularyMap} translates between the indexes
 * of two vocabularies. Not for applications: it may change at any time.
 */
@NullMarked
package dev.recsys.internal.resolve;

import org.jspecify.annotations.NullMarked;
