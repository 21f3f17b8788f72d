/**
 * What bodies look like, for the description of the interface. The library itself reads and writes them; a test holds these types
 * against what it does.
 */
@NullMarked
package dev.recsys.service.doc;

import org.jspecify.annotations.NullMarked;
