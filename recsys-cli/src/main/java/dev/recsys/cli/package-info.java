/** The command line: train, recommend and evaluate without writing code. */
@NullMarked
package dev.recsys.cli;

import org.jspecify.annotations.NullMarked;
