/**
 * Where files are kept: a handful of operations that a local disk, HDFS and an object store all
 * have. Nothing here assumes that a rename is atomic or that a file appears whole: what is kept
 * carries its own checksums.
 */
@NullMarked
package org.tengen.ps.store;

import org.jspecify.annotations.NullMarked;
