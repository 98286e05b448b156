package org.tengen.corpus.encode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.deal.Dealing;
import org.tengen.corpus.deal.LengthCounts;
import org.tengen.corpus.deal.TokenDeal;
import org.tengen.corpus.partition.PartitionFile;
import org.tengen.corpus.partition.PartitionWriter;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.text.Reading;
import org.tengen.corpus.text.RecordReader;
import org.tengen.corpus.text.Skipped;
import org.tengen.corpus.text.TextFile;
import org.tengen.corpus.text.TextSource;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.corpus.vocabulary.VocabularyBuilder;
import org.tengen.corpus.vocabulary.WordCount;

/**
 * A corpus that was cut, numbered, dealt out and encoded.
 *
 * @param vocabulary counted on the training records alone: a word that only validation has is
 *     unknown
 * @param lanes each lane's training text, in order of lanes
 * @param validation the held-out text
 * @param skipped the records that could not be used
 */
public record EncodedCorpus(
    Vocabulary vocabulary, List<PartitionFile> lanes, PartitionFile validation, Skipped skipped) {

  /**
   * Encodes {@code source} into files in {@code folder}: {@code lane-0}, {@code lane-1} ... and
   * {@code validation}. Reads the text twice; keeps each distinct word of it in memory in between.
   *
   * @throws CorpusException if the text cannot be used
   */
  public static EncodedCorpus encode(TextSource source, Recipe recipe, Path folder)
      throws IOException {
    Counted counted = count(source, recipe);
    Vocabulary vocabulary = counted.vocabulary;
    Split split = recipe.split();
    TokenDeal deal = counted.requireShares(source, recipe);
    List<PartitionWriter> writers = new ArrayList<>();
    try (PartitionWriter held =
        new PartitionWriter(folder.resolve("validation"), vocabulary.size())) {
      for (int lane = 0; lane < split.lanes(); lane++) {
        writers.add(new PartitionWriter(folder.resolve("lane-" + lane), vocabulary.size()));
      }
      forEachRecord(
          source,
          recipe.reading(),
          (record, text) -> {
            int[] ids = vocabulary.ids(recipe.tokenizer().tokens(text));
            if (split.isValidation(record)) {
              held.add(record, ids);
            } else {
              boolean even = recipe.dealing() == Dealing.TOKENS;
              int lane = even ? deal.lane(ids.length) : split.lane(record);
              writers.get(lane).add(record, ids);
            }
          });
      List<PartitionFile> lanes = new ArrayList<>();
      for (PartitionWriter writer : writers) {
        lanes.add(writer.finish());
      }
      return new EncodedCorpus(vocabulary, lanes, held.finish(), counted.read.skipped);
    } finally {
      for (PartitionWriter writer : writers) {
        writer.close();
      }
    }
  }

  /**
   * The vocabulary of a source, which is read once.
   *
   * @throws CorpusException if the text cannot be used
   */
  public static Vocabulary vocabulary(TextSource source, Recipe recipe) throws IOException {
    return count(source, recipe).vocabulary;
  }

  /** What the first pass found. */
  private record Counted(Vocabulary vocabulary, LengthCounts lengths, Read read) {
    /** The deal by length, when every lane gets something by the recipe's. */
    TokenDeal requireShares(TextSource source, Recipe recipe) {
      if (recipe.dealing() == Dealing.TOKENS) {
        TokenDeal.requireShares(recipe.split(), lengths, source.name());
      } else {
        recipe.split().requireShares(read.records, source.name());
      }
      return new TokenDeal(recipe.split(), LengthCounts.ranks(List.of(lengths)).get(0));
    }
  }

  private static Counted count(TextSource source, Recipe recipe) throws IOException {
    VocabularyBuilder builder = new VocabularyBuilder(recipe.minCount(), recipe.maxSize());
    LengthCounts lengths = new LengthCounts();
    Map<String, Long> counts = new HashMap<>();
    Read read =
        forEachRecord(
            source,
            recipe.reading(),
            (record, text) -> {
              if (!recipe.split().isValidation(record)) {
                List<String> tokens = recipe.tokenizer().tokens(text);
                tokens.forEach(token -> counts.merge(token, 1L, Long::sum));
                builder.addSentences(tokens.isEmpty() ? 0 : 1);
                lengths.add(tokens.size());
              }
            });
    if (read.records == 0) {
      throw CorpusException.empty(source.name());
    }
    counts.forEach((word, count) -> builder.add(new WordCount(word, count)));
    return new Counted(builder.build(), lengths, read);
  }

  private interface RecordAction {
    void accept(long record, String text) throws IOException;
  }

  /** How many records there were, and those that were left out. */
  private record Read(long records, Skipped skipped) {}

  /** Goes through all records in order. */
  private static Read forEachRecord(TextSource source, Reading reading, RecordAction action)
      throws IOException {
    long record = 0;
    Skipped skipped = new Skipped();
    for (TextFile file : source.files()) {
      try (RecordReader reader = RecordReader.open(source, file, reading)) {
        for (String text = reader.next(); text != null; text = reader.next()) {
          action.accept(record++, text);
        }
        skipped.add(reader.skipped());
      }
    }
    return new Read(record, skipped);
  }
}
