/** JMH benchmarks, one class per question. */
@NullMarked
package dev.recsys.benchmarks;

import org.jspecify.annotations.NullMarked;
