package org.tengen.corpus.encode;

import java.io.Serializable;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.vocabulary.Tokenizer;

/**
 * What decides the bytes of every partition, beside the text.
 *
 * @param tokenizer how a record is cut
 * @param minCount the least count, in the training records, of a word in the vocabulary
 * @param maxSize the greatest number of ids, the special ones included
 * @param split which record goes where
 */
public record Recipe(Tokenizer tokenizer, long minCount, int maxSize, Split split)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
