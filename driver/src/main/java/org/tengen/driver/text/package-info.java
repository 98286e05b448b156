/**
 * A text corpus on Spark: lines numbered in the order of the files, whatever their splits; words
 * counted; sentences encoded and partitioned over lanes.
 */
@NullMarked
package org.tengen.driver.text;

import org.jspecify.annotations.NullMarked;
