package dev.recsys.internal.options;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One option of a configuration record: its default, its range and what it does, said once. {@link Options} makes the
 * defaults from it, checks values against it in the record's constructor and describes it.
 *
 * <p>A component that is a record of options itself has only {@link #what()}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {
    /** As {@link #value()}: the number of processors of this machine. */
    String PROCESSORS = "processors";

    /**
     * What the option does.
     *
     * @return one plain sentence
     */
    String what();

    /**
     * The default.
     *
     * @return as in JSON, but constants of an enum and strings without quotes; {@link #PROCESSORS}; or nothing for a record of
     *     options and where the default depends on the data
     */
    String value() default "";

    /**
     * The default for a bank's panel, where it depends on the data. Such an option is of a reference type, {@code null} until
     * {@link Options#resolved} fills it in.
     *
     * @return as {@link #value()}
     */
    String panel() default "";

    /**
     * The default for a shop's events, where it depends on the data.
     *
     * @return as {@link #value()}
     */
    String events() default "";

    /**
     * The least number allowed.
     *
     * @return a number, inclusive
     */
    double min() default Double.NEGATIVE_INFINITY;

    /**
     * The number that values must be above.
     *
     * @return a number, exclusive
     */
    double above() default Double.NEGATIVE_INFINITY;

    /**
     * The greatest number allowed.
     *
     * @return a number, inclusive
     */
    double max() default Double.POSITIVE_INFINITY;
}
