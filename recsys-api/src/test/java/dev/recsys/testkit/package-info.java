/** A small bank and the contract that every recommender passes; used by the tests of all modules. */
package dev.recsys.testkit;
