/**
 * What an application keeps and serves: {@link dev.recsys.bundle.Bundle} is a model and what is remembered of customers,
 * {@link dev.recsys.bundle.ModelFolder} a folder of them. {@link dev.recsys.bundle.ModelStore} keeps them in production: a
 * {@link dev.recsys.bundle.Release} is what is saved, a {@link dev.recsys.bundle.Generation} what is loaded.
 */
@NullMarked
package dev.recsys.bundle;

import org.jspecify.annotations.NullMarked;
