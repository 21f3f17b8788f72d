/**
 * From a ranking to an offer a bank may make: who may be offered what, when and at what worth, and how to prove later why.
 */
@NullMarked
package dev.recsys.decision;

import org.jspecify.annotations.NullMarked;
