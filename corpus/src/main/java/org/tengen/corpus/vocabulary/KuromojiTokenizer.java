package org.tengen.corpus.vocabulary;

import java.text.Normalizer;
import java.util.function.Consumer;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;

/**
 * Japanese words as Lucene's Kuromoji cuts them with its IPADIC dictionary: normal mode, so that a
 * compound of the dictionary is one word, and punctuation is kept. The text is put in Unicode
 * normal form KC before: half-width Katakana, full-width letters and circled numbers become the
 * usual ones. Case stays as it is; white space of any kind ends a word and is dropped.
 */
public final class KuromojiTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;
  private static final ThreadLocal<LuceneStream> STREAMS =
      ThreadLocal.withInitial(
          () -> {
            JapaneseTokenizer words =
                new JapaneseTokenizer(null, false, JapaneseTokenizer.Mode.NORMAL);
            return new LuceneStream(words, words);
          });

  @Override
  public void tokenize(String text, Consumer<String> tokens) {
    char[] chars = Normalizer.normalize(text, Normalizer.Form.NFKC).toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = Unicode.isSpace(chars[i]) ? ' ' : chars[i];
    }
    STREAMS.get().run(new String(chars), tokens);
  }
}
