package org.tengen.driver.games;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.text.Skipped;
import org.tengen.corpus.text.TextFile;
import org.tengen.corpus.text.TextSource;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.driver.launch.JobLabels;
import org.tengen.driver.text.LanePartitioner;
import org.tengen.go.examples.ExampleGame;
import org.tengen.go.examples.Unusable;
import org.tengen.go.planes.Symmetry;
import org.tengen.worker.games.GameTokens;
import scala.Tuple2;

/**
 * Games ready to be learned from: the training games dealt out to lanes, the validation games in
 * the driver's memory. Who gets a game is decided by the seed and by the game itself, and not by
 * where it stands: a position is never in training while another of its game is in validation, and
 * of games that are one turned or mirrored only the first is taken.
 *
 * @param partitions one partition a lane: (a game's key, its {@link GameTokens}), by key
 * @param trainingPositions the samples of an epoch
 * @param validation the games of the validation split, each with the end of a sentence behind it
 * @param skipped the games that were left out
 */
public record DealtGames(
    JavaPairRDD<Long, int[]> partitions,
    long trainingPositions,
    int[] validation,
    Skipped skipped) {
  /** Numbers of validation games that the driver holds at the most. */
  public static final int MOST_VALIDATION_TOKENS = 2_000_000;

  private static final int MOST_TASKS = 512;

  /**
   * Reads, splits and deals.
   *
   * @throws CorpusException with one line for records that cannot be used
   */
  public static DealtGames of(
      JavaSparkContext spark, TextSource source, GameReading reading, Split split) {
    List<TextFile> files = files(source);
    CheckedGames checked =
        during(spark, source, "checking games", () -> check(spark, source, files, reading));
    JavaPairRDD<Long, Tuple2<long[], int[]>> games =
        games(spark, source, files, reading).reduceByKey(Repeats::both, tasks(files));
    GameCounts counts =
        during(
            spark,
            source,
            "finding games that are there twice",
            () ->
                games
                    .mapPartitions(part -> List.of(GameCounts.of(part, split)).iterator())
                    .reduce(GameCounts::plus));
    counts.requireShares(split, source.name());
    Skipped skipped = checked.skipped();
    if (counts.repeated() > 0) {
      skipped.add(
          new GameReading.LeftOut(Unusable.REPEATED),
          new Skipped.Count(
              counts.repeated(), Repeats.place(counts.firstRepeated(), source, files)));
    }
    return new DealtGames(
        games
            .filter(game -> !split.isValidation(game._1()))
            .mapValues(Tuple2::_2)
            .repartitionAndSortWithinPartitions(
                new LanePartitioner(split), Comparator.<Long>naturalOrder()),
        counts.trainingPositions(),
        during(spark, source, "collecting the validation games", () -> validation(games, split)),
        skipped);
  }

  private static <R> R during(
      JavaSparkContext spark, TextSource source, String what, Supplier<R> work) {
    return JobLabels.during(spark, "reading records " + source.name() + ": " + what, work);
  }

  private static List<TextFile> files(TextSource source) {
    List<TextFile> all;
    try {
      all = source.files();
    } catch (CorpusException e) {
      throw new CorpusException(
          "records=%s: is not there, or cannot be listed; expected an SGF file, a tar archive of SGF files, or a folder of both"
              .formatted(source.name()),
          e);
    }
    List<TextFile> read = all.stream().filter(GameReader::reads).toList();
    if (read.isEmpty()) {
      throw new CorpusException(
          "records=%s: none of %d files is named as records are; expected .sgf, .tar or .tgz, also with .gz"
              .formatted(source.name(), all.size()));
    }
    return read;
  }

  private static int tasks(List<TextFile> files) {
    return Math.min(files.size(), MOST_TASKS);
  }

  private static CheckedGames check(
      JavaSparkContext spark, TextSource source, List<TextFile> files, GameReading reading) {
    long games = 0;
    Skipped skipped = new Skipped();
    for (CheckedGames part :
        spark
            .parallelize(files, tasks(files))
            .mapPartitions(some -> List.of(checked(source, some, reading)).iterator())
            .collect()) {
      String wrong = part.wrong();
      if (wrong != null) {
        throw new CorpusException(wrong);
      }
      games += part.games();
      skipped.add(part.skipped());
    }
    if (games == 0) {
      throw new CorpusException(
          "records=%s: no game that can be learned from%s; expected one on a board of %s"
              .formatted(source.name(), skipped.isEmpty() ? "" : ": " + skipped, reading.size()));
    }
    return new CheckedGames(games, skipped, null);
  }

  private static CheckedGames checked(
      TextSource source, Iterator<TextFile> files, GameReading reading) {
    long games = 0;
    Skipped skipped = new Skipped();
    while (files.hasNext()) {
      TextFile file = files.next();
      try (GameReader reader = GameReader.open(source, file, reading)) {
        while (reader.next() != null) {
          games++;
        }
        skipped.add(reader.skipped());
      } catch (CorpusException e) {
        return new CheckedGames(0, new Skipped(), String.valueOf(e.getMessage()));
      } catch (IOException e) {
        throw new UncheckedIOException(source.where(file.name()) + " cannot be closed", e);
      }
    }
    return new CheckedGames(games, skipped, null);
  }

  /** All games by key, each with where it stands. */
  private static JavaPairRDD<Long, Tuple2<long[], int[]>> games(
      JavaSparkContext spark, TextSource source, List<TextFile> files, GameReading reading) {
    List<Tuple2<Long, TextFile>> numbered =
        IntStream.range(0, files.size())
            .mapToObj(number -> new Tuple2<>((long) number, files.get(number)))
            .toList();
    return spark
        .parallelize(new ArrayList<>(numbered), tasks(files))
        .flatMapToPair(file -> keyed(source, file, reading));
  }

  private static Iterator<Tuple2<Long, Tuple2<long[], int[]>>> keyed(
      TextSource source, Tuple2<Long, TextFile> file, GameReading reading) {
    Iterator<ExampleGame> games = new GamesOfTask(source, file._2(), reading);
    List<Symmetry> symmetries = Symmetry.all(reading.size());
    return new Iterator<>() {
      private int number;

      @Override
      public boolean hasNext() {
        return games.hasNext();
      }

      @Override
      public Tuple2<Long, Tuple2<long[], int[]>> next() {
        ExampleGame game = games.next();
        long[] first = Repeats.first(file._1(), number++);
        return new Tuple2<>(game.key(symmetries), new Tuple2<>(first, GameTokens.of(game)));
      }
    };
  }

  private static int[] validation(JavaPairRDD<Long, Tuple2<long[], int[]>> games, Split split) {
    List<int[]> kept = new ArrayList<>();
    int length = 0;
    Iterator<int[]> all =
        games
            .filter(game -> split.isValidation(game._1()))
            .mapValues(Tuple2::_2)
            .repartitionAndSortWithinPartitions(
                new HashPartitioner(1), Comparator.<Long>naturalOrder())
            .values()
            .toLocalIterator();
    while (all.hasNext() && length < MOST_VALIDATION_TOKENS) {
      int[] ids = all.next();
      kept.add(ids);
      length += ids.length + 1;
    }
    if (length == 0) {
      throw new CorpusException(
          "validation=%s: no game fell to it; expected a larger share or more games"
              .formatted(split.validation()));
    }
    int[] stream = new int[length];
    int at = 0;
    for (int[] ids : kept) {
      System.arraycopy(ids, 0, stream, at, ids.length);
      stream[at + ids.length] = Vocabulary.END;
      at += ids.length + 1;
    }
    return stream;
  }
}
