package org.tengen.corpus.vocabulary;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Text that is cut already: a token is what stands between runs of Unicode white space, as it is.
 */
public final class WhitespaceTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;
  private static final Pattern SPACE = Pattern.compile("\\p{IsWhite_Space}+");

  @Override
  public void tokenize(String text, Consumer<String> tokens) {
    Arrays.stream(SPACE.split(text)).filter(token -> !token.isEmpty()).forEach(tokens);
  }
}
