/** Multi-label gradient boosting over customer features: one calibrated probability for each product. */
@NullMarked
package dev.recsys.mlc;

import org.jspecify.annotations.NullMarked;
