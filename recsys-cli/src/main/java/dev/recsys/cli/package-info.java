/**
 * The command line. {@link dev.recsys.cli.Main} has one subcommand a job: {@code run}, {@code train}, {@code evaluate},
 * {@code recommend}, {@code generate} and {@code inspect}. Results go to standard output, progress and errors to standard
 * error; the exit code is 0 for success, 1 for a failure, 2 for bad usage or input.
 */
@NullMarked
package dev.recsys.cli;

import org.jspecify.annotations.NullMarked;
