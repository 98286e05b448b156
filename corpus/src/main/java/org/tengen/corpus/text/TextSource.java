package org.tengen.corpus.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import org.tengen.corpus.CorpusException;

/**
 * Where text is: a set of named files that can be opened, on whatever file system.
 *
 * <p>A source holds names and no open file, and travels to the tasks that read it; whatever it
 * needs to open a file it makes there.
 */
public interface TextSource extends Serializable {
  /** The name by which a person knows the source: a path, a URI, or {@code wordnet31}. */
  String name();

  /**
   * The files in the order of {@link TextFile#inOrder}.
   *
   * @throws CorpusException if there is nothing at this name, no file in it, or the file system
   *     failed
   */
  List<TextFile> files();

  /** One of {@link #files} as a person would write its whole path. */
  default String where(String file) {
    return name() + "/" + file;
  }

  /** The stored bytes of one of {@link #files}, from the start; the caller closes them. */
  InputStream open(String file) throws IOException;

  /**
   * A column of one of {@link #files} that is a Parquet table; the caller closes it.
   *
   * @throws CorpusException if the table has no such column of texts, or this source reads no
   *     tables
   */
  default Column column(String file, String field) throws IOException {
    throw new CorpusException(
        "corpus=" + where(file) + ": Parquet is not read here; expected text or JSON lines");
  }
}
