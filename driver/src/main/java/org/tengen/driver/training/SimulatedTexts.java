package org.tengen.driver.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.batch.Windows;
import org.tengen.corpus.encode.EncodedCorpus;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.ngram.Perplexity;
import org.tengen.corpus.ngram.Unigram;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.text.TextSource;
import org.tengen.corpus.vocabulary.Tokenizer;
import org.tengen.corpus.vocabulary.Vocabulary;

/**
 * The encoded text of several simulated trainings, once for all that share seed and number of
 * workers: these decide who gets which record. Each has a folder of its own, which is there until
 * the last training that wants it has let it go. Used by one thread.
 */
final class SimulatedTexts {
  private final TextSource source;
  private final Path folder;
  private final RunTokenizer tokenizers;

  /** By key, the trainings that have not let go. */
  private final Map<Key, Integer> wanted = new HashMap<>();

  private final Map<Key, Text> held = new HashMap<>();
  private int made;

  private record Key(TrainingSettings.Text text, long seed, int workers) {
    static Key of(TrainingSettings settings) {
      return new Key(TextSubject.of(settings).text(), settings.seed(), settings.lanes().workers());
    }
  }

  /**
   * One text.
   *
   * @param unigram the perplexity of its validation split by counts of single words
   */
  record Text(EncodedCorpus corpus, double unigram, Path folder) {}

  /**
   * Nothing is read yet.
   *
   * @param folder an empty one of this machine
   * @param all that will want a text
   */
  SimulatedTexts(
      TextSource source, Path folder, List<TrainingSettings> all, RunTokenizer tokenizers) {
    this.source = source;
    this.folder = folder;
    this.tokenizers = tokenizers;
    all.forEach(settings -> wanted.merge(Key.of(settings), 1, Integer::sum));
  }

  /** The text of a training, which lets it go when it is over. */
  Text take(TrainingSettings settings) {
    return held.computeIfAbsent(Key.of(settings), any -> encode(settings));
  }

  /** A training is over. Files that are still mapped are gone from the disk soon. */
  void letGo(TrainingSettings settings) {
    Key key = Key.of(settings);
    if (wanted.merge(key, -1, Integer::sum) == 0) {
      Text text = held.remove(key);
      if (text != null) {
        clear(text.folder());
      }
    }
  }

  private Text encode(TrainingSettings settings) {
    try {
      Path own = Files.createDirectory(folder.resolve("" + made++));
      EncodedCorpus corpus = EncodedCorpus.encode(source, recipe(settings), own);
      if (corpus.validation().size() == 0) {
        throw new CorpusException(
            "validation=%s: no record of corpus=%s fell to it; expected a larger share or corpus"
                .formatted(TextSubject.of(settings).text().validationShare(), source.name()));
      }
      Windows validation = new Windows(corpus.validation(), 1);
      Unigram unigram = new Unigram(corpus.vocabulary());
      return new Text(corpus, Perplexity.of(unigram, validation).value(), own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Recipe recipe(TrainingSettings settings) {
    TrainingSettings.Text text = TextSubject.of(settings).text();
    TrainingSettings.Preparation how = text.preparation();
    Split split = new Split(settings.seed(), text.validationShare(), settings.lanes().workers());
    Tokenizer tokenizer = tokenizers.of(settings, split, this::words);
    return new Recipe(
        how.reading(), tokenizer, text.minCount(), text.maxVocabulary(), split, how.dealing());
  }

  private Vocabulary words(Recipe recipe) {
    try {
      return EncodedCorpus.vocabulary(source, recipe);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void clear(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
