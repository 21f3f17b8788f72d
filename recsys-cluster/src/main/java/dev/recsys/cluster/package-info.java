/** Customer segments, and the products that each segment takes up. */
@NullMarked
package dev.recsys.cluster;

import org.jspecify.annotations.NullMarked;
