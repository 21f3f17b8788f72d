/**
 * Recsys in a Spring Boot application. {@link dev.recsys.spring.RecsysProperties} says what can be set,
 * {@link dev.recsys.spring.RecsysAutoConfiguration} which beans come of it.
 */
@NullMarked
package dev.recsys.spring;

import org.jspecify.annotations.NullMarked;
