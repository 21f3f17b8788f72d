/**
 * What is remembered of customers, and what is known of the customer of one request. {@link
 * dev.recsys.memory.CustomerMemory} is what a bundle remembers, {@link dev.recsys.memory.MemoryNeeds} what a model wants
 * remembered, {@link dev.recsys.memory.Resolver} joins it with a request, and {@link dev.recsys.memory.KnownCustomer} is
 * the result: ints and floats that a model scores.
 */
@NullMarked
package dev.recsys.memory;

import org.jspecify.annotations.NullMarked;
