/** The measurements behind the decision records, one program per study; each says in its Javadoc how to run it. */
@NullMarked
package dev.recsys.studies;

import org.jspecify.annotations.NullMarked;
