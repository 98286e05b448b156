/**
 * Text as an ordered stream of records. One line that is not blank is one record, or one JSON
 * object's field, or one cell of a table's column; its number is its position in the concatenation
 * of the source's files in name order: the same text has the same numbers as one file or as fifty.
 * A {@link org.tengen.corpus.text.TextSource} says where the bytes are; a {@link
 * org.tengen.corpus.text.RecordReader} turns one file of it into records, strictly UTF-8, and stops
 * at what cannot be used or counts it among the {@link org.tengen.corpus.text.Skipped}.
 */
@NullMarked
package org.tengen.corpus.text;

import org.jspecify.annotations.NullMarked;
