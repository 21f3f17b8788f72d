/** A page of sections as one value, written as HTML, JSON and Markdown. */
@NullMarked
package dev.recsys.report.internal.page;

import org.jspecify.annotations.NullMarked;
