/**
 * A text corpus on Spark: the records of text files and tables, numbered in the order of the files,
 * whatever their splits; words counted; records encoded and partitioned over lanes.
 */
@NullMarked
package org.tengen.driver.text;

import org.jspecify.annotations.NullMarked;
