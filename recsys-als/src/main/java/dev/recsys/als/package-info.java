/** Implicit-feedback alternating least squares: factors for users and products, learned from what customers hold. */
@NullMarked
package dev.recsys.als;

import org.jspecify.annotations.NullMarked;
