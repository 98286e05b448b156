package org.tengen.corpus;

import java.nio.file.Path;
import org.tengen.corpus.text.LocalText;
import org.tengen.corpus.text.TextSource;
import org.tengen.corpus.wordnet.WordNet31;

/** The corpora that need no file system but this machine's. */
public final class Corpora {
  private Corpora() {}

  /** The built-in corpus of this name, or else the file or folder at this path. */
  public static TextSource local(String nameOrPath) {
    return nameOrPath.equals(WordNet31.NAME) ? new WordNet31() : new LocalText(Path.of(nameOrPath));
  }
}
