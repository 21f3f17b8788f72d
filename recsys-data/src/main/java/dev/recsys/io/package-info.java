/** Readers that bring a bank's panel into memory, and a synthetic bank for trying things out. */
@NullMarked
package dev.recsys.io;

import org.jspecify.annotations.NullMarked;
