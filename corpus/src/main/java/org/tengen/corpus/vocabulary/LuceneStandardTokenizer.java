package org.tengen.corpus.vocabulary;

import java.util.function.Consumer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * Words as Unicode's Standard Annex 29 cuts them, in lower case; punctuation and symbols are
 * dropped. It is Lucene's standard tokenizer: a word of more than 255 UTF-16 units comes in pieces
 * of that length.
 */
public final class LuceneStandardTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;
  private static final ThreadLocal<LuceneStream> STREAMS =
      ThreadLocal.withInitial(
          () -> {
            StandardTokenizer words = new StandardTokenizer();
            TokenStream lower = new LowerCaseFilter(words);
            return new LuceneStream(words, lower);
          });

  @Override
  public void tokenize(String text, Consumer<String> tokens) {
    STREAMS.get().run(text, tokens);
  }
}
