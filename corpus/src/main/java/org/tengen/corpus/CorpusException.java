package org.tengen.corpus;

/**
 * A corpus, vocabulary or partition that cannot be used as it is.
 *
 * <p>The message is one line for the person who named the input: what, where, the value, and what
 * would be accepted. It is shown without a stack trace.
 */
public final class CorpusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the line to show. */
  public CorpusException(String message) {
    super(message);
  }

  /** With the line to show and what brought it about. */
  public CorpusException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Nothing at {@code name}. */
  public static CorpusException missing(String name) {
    return new CorpusException(
        "corpus=" + name + ": no such file or folder; expected text, a folder of it, or wordnet31");
  }

  /** Something at {@code name}, but no record in it. */
  public static CorpusException empty(String name) {
    return new CorpusException(
        "corpus=" + name + ": no text in it; expected at least one line that is not blank");
  }
}
