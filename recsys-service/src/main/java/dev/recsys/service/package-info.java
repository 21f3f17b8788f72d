/**
 * The HTTP service. {@link dev.recsys.service.RecsysService} starts it; {@link dev.recsys.service.DecisionController} is what most callers
 * use.
 */
@NullMarked
package dev.recsys.service;

import org.jspecify.annotations.NullMarked;
