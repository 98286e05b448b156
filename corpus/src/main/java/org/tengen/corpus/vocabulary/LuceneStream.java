package org.tengen.corpus.vocabulary;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** One thread's chain of a Lucene tokenizer and what filters its tokens, used text after text. */
final class LuceneStream {
  private final org.apache.lucene.analysis.Tokenizer source;
  private final TokenStream tokens;
  private final CharTermAttribute term;

  /** The chain that begins at {@code source} and ends in {@code tokens}. */
  LuceneStream(org.apache.lucene.analysis.Tokenizer source, TokenStream tokens) {
    this.source = source;
    this.tokens = tokens;
    this.term = tokens.addAttribute(CharTermAttribute.class);
  }

  /** Gives the tokens of {@code text} that are not white space. */
  void run(String text, Consumer<String> to) {
    try (TokenStream stream = tokens) {
      source.setReader(new StringReader(text));
      stream.reset();
      while (stream.incrementToken()) {
        String token = term.toString();
        if (!token.isBlank()) {
          to.accept(token);
        }
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be read", e);
    }
  }
}
