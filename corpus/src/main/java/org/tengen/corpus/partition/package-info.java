/**
 * Whose data a record is, and how that data is kept. A {@link org.tengen.corpus.partition.Split}
 * gives each record to validation or to a lane by seed and number alone; a lane's records are
 * encoded once into a {@link org.tengen.corpus.partition.PartitionFile}, which is mapped and read
 * as {@link org.tengen.corpus.partition.Tokens}.
 */
@NullMarked
package org.tengen.corpus.partition;

import org.jspecify.annotations.NullMarked;
