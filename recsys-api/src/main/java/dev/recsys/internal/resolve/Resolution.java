package dev.recsys.internal.resolve;

import dev.recsys.Ignored;
import dev.recsys.memory.KnownCustomer;
import java.util.List;

/**
 * What is known of the customer of a request, and what the request says that is not known here.
 *
 * @param customer the customer
 * @param ignored what has no effect, in the order of the request
 */
public record Resolution(KnownCustomer customer, List<Ignored> ignored) {}
