/**
 * What is remembered of customers, and what is known of the customer of one request. {@link
 * dev.recsys.memory.CustomerMemory} is what a bundle remembers, {@link dev.recsys.memory.MemoryNeeds} what a model wants
 * remembered, and {@link dev.recsys.memory.KnownCustomer} what is known of one customer when memory and request are
 * joined: ints and floats that a model scores.
 */
@NullMarked
package dev.recsys.memory;

import org.jspecify.annotations.NullMarked;
