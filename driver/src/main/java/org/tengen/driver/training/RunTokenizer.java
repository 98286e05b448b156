package org.tengen.driver.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.subword.MergeLearner;
import org.tengen.corpus.subword.Merges;
import org.tengen.corpus.subword.TokenizerName;
import org.tengen.corpus.text.TextFile;
import org.tengen.corpus.text.TextSource;
import org.tengen.corpus.vocabulary.Tokenizer;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.text.EncodedCorpus;

/**
 * Makes the tokenizer of a run. The merges of one that cuts words into pieces are kept in the run's
 * folder, so that the run can be resumed, and its model used, when the file they came from is gone:
 * those of a file as {@code merges.txt}, those learned from the training split of a seed as {@code
 * merges-seed-1.txt}.
 *
 * @param folder the run's; null where nothing is kept
 * @param hadoop opens the file that they come from
 */
record RunTokenizer(@Nullable RunFolder folder, Configuration hadoop) {

  /**
   * Reads the file of a training's merges, where there is one, and keeps them: before the text is
   * read, which may take long.
   *
   * @throws CorpusException if it cannot be read
   */
  void readMerges(TrainingSettings settings) {
    readMerges(TextSubject.of(settings).text());
  }

  /** The same for a text. */
  void readMerges(TrainingSettings.Text text) {
    MergesFrom from = text.preparation().merges();
    if (from != null && !from.learned()) {
      merges("merges.txt", () -> Merges.parse(read(from.file()), from.file()));
    }
  }

  /**
   * The tokenizer of a training.
   *
   * @param words counts the words of the training split, where merges are learned from them
   * @throws CorpusException if there is no such tokenizer, or its merges cannot be read
   */
  Tokenizer of(TrainingSettings settings, Split split, Function<Recipe, Vocabulary> words) {
    return of(TextSubject.of(settings).text(), split, words);
  }

  /** The same for a text. */
  Tokenizer of(TrainingSettings.Text text, Split split, Function<Recipe, Vocabulary> words) {
    TokenizerName name = TokenizerName.parse(text.tokenizer());
    MergesFrom from = text.preparation().merges();
    name.requireFitting(from != null);
    if (from == null) {
      return name.base();
    }
    return name.tokenizer(
        from.learned()
            ? merges(
                "merges-seed-" + split.seed() + ".txt",
                () -> learn(text, name, split, words, from.learn()))
            : merges("merges.txt", () -> Merges.parse(read(from.file()), from.file())));
  }

  /** Those that the folder has under {@code name}, or else new ones, which it is given. */
  private Merges merges(String name, Supplier<Merges> made) {
    Optional<String> kept = folder == null ? Optional.empty() : folder.read(name);
    if (kept.isPresent()) {
      return Merges.parse(kept.get(), name);
    }
    Merges merges = made.get();
    if (folder != null) {
      folder.write(name, merges.text());
    }
    return merges;
  }

  private static Merges learn(
      TrainingSettings.Text text,
      TokenizerName name,
      Split split,
      Function<Recipe, Vocabulary> words,
      int most) {
    Recipe recipe = Recipe.ofWords(text.preparation().reading(), name.base(), split);
    return MergeLearner.learn(words.apply(recipe).words(), most);
  }

  private String read(String path) {
    try {
      TextSource place = EncodedCorpus.source(path, hadoop);
      List<TextFile> files = place.files();
      if (files.size() == 1) {
        try (InputStream in = place.open(files.get(0).name())) {
          byte[] bytes = in.readAllBytes();
          return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        }
      }
    } catch (CharacterCodingException e) {
      throw new CorpusException("merges=" + path + ": is not UTF-8; expected a text file", e);
    } catch (CorpusException | IOException e) {
      throw new CorpusException(
          "merges=" + path + ": cannot be read; expected " + MergesFrom.ACCEPTED, e);
    }
    throw new CorpusException(
        "merges=" + path + ": is a folder of several files; expected " + MergesFrom.ACCEPTED);
  }
}
