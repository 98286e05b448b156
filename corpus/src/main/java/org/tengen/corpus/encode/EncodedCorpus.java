package org.tengen.corpus.encode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.PartitionFile;
import org.tengen.corpus.partition.PartitionWriter;
import org.tengen.corpus.text.RecordReader;
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
 */
public record EncodedCorpus(
    Vocabulary vocabulary, List<PartitionFile> lanes, PartitionFile validation) {

  /**
   * Encodes {@code source} into files in {@code folder}: {@code lane-0}, {@code lane-1} ... and
   * {@code validation}. Reads the text twice; keeps each distinct word of it in memory in between.
   *
   * @throws CorpusException if the text cannot be used
   */
  public static EncodedCorpus encode(TextSource source, Recipe recipe, Path folder)
      throws IOException {
    Vocabulary vocabulary = count(source, recipe);
    List<PartitionWriter> writers = new ArrayList<>();
    try (PartitionWriter held =
        new PartitionWriter(folder.resolve("validation"), vocabulary.size())) {
      for (int lane = 0; lane < recipe.split().lanes(); lane++) {
        writers.add(new PartitionWriter(folder.resolve("lane-" + lane), vocabulary.size()));
      }
      forEachRecord(
          source,
          (record, text) -> {
            int[] ids = vocabulary.ids(recipe.tokenizer().tokens(text));
            boolean validation = recipe.split().isValidation(record);
            (validation ? held : writers.get(recipe.split().lane(record))).add(record, ids);
          });
      List<PartitionFile> lanes = new ArrayList<>();
      for (PartitionWriter writer : writers) {
        lanes.add(writer.finish());
      }
      return new EncodedCorpus(vocabulary, lanes, held.finish());
    } finally {
      for (PartitionWriter writer : writers) {
        writer.close();
      }
    }
  }

  private static Vocabulary count(TextSource source, Recipe recipe) throws IOException {
    VocabularyBuilder builder = new VocabularyBuilder(recipe.minCount(), recipe.maxSize());
    Map<String, Long> counts = new HashMap<>();
    long records =
        forEachRecord(
            source,
            (record, text) -> {
              if (!recipe.split().isValidation(record)) {
                List<String> tokens = recipe.tokenizer().tokens(text);
                tokens.forEach(token -> counts.merge(token, 1L, Long::sum));
                builder.addSentences(tokens.isEmpty() ? 0 : 1);
              }
            });
    if (records == 0) {
      throw CorpusException.empty(source.name());
    }
    counts.forEach((word, count) -> builder.add(new WordCount(word, count)));
    return builder.build();
  }

  private interface RecordAction {
    void accept(long record, String text) throws IOException;
  }

  /** Goes through all records in order; says how many there were. */
  private static long forEachRecord(TextSource source, RecordAction action) throws IOException {
    long record = 0;
    for (TextFile file : source.files()) {
      try (RecordReader reader = RecordReader.open(source, file)) {
        for (String text = reader.next(); text != null; text = reader.next()) {
          action.accept(record++, text);
        }
      }
    }
    return record;
  }
}
