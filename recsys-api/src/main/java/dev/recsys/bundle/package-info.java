/**
 * What an application keeps and serves: {@link dev.recsys.bundle.Bundle} is a model and what is remembered of customers,
 * {@link dev.recsys.bundle.ModelStore} a folder of them.
 */
@NullMarked
package dev.recsys.bundle;

import org.jspecify.annotations.NullMarked;
