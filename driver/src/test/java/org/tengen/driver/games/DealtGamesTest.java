package org.tengen.driver.games;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tengen.driver.games.MadeUpGames.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.text.OnBadRecord;
import org.tengen.driver.LocalSpark;
import org.tengen.driver.text.EncodedCorpus;
import org.tengen.go.BoardSize;
import scala.Tuple2;

class DealtGamesTest {
  private static final BoardSize FIVE = BoardSize.square(5);

  private static JavaSparkContext spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = LocalSpark.start(2);
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static DealtGames deal(Path records, OnBadRecord onBad, int lanes, double validation) {
    return DealtGames.of(
        spark,
        EncodedCorpus.source(records.toString(), spark.hadoopConfiguration()),
        GameReading.of(FIVE, onBad),
        new Split(3, validation, lanes));
  }

  private static List<String> lanes(DealtGames games) {
    return games.partitions().mapPartitions(DealtGamesTest::text).collect();
  }

  private static Iterator<String> text(Iterator<Tuple2<Long, int[]>> lane) {
    StringBuilder text = new StringBuilder();
    lane.forEachRemaining(
        game -> text.append(game._1()).append(Arrays.toString(game._2())).append('\n'));
    return List.of(text.toString()).iterator();
  }

  @Test
  void aGameGoesWhereItGoesInWhateverFilesItStands() throws IOException {
    Map<String, byte[]> games = MadeUpGames.games(5, 30);
    Path archive = MadeUpGames.archive(folder.resolve("games.tar.gz"), games);
    Path loose = Files.createDirectory(folder.resolve("loose"));
    Map<String, byte[]> half = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> each : games.entrySet()) {
      if (half.size() < 15) {
        half.put(each.getKey(), each.getValue());
      } else {
        Files.write(loose.resolve("z" + each.getKey()), each.getValue());
      }
    }
    MadeUpGames.archive(loose.resolve("half.tgz"), half);
    Files.writeString(loose.resolve("README.md"), "no game");

    DealtGames one = deal(archive, OnBadRecord.STOP, 3, 0.3);
    DealtGames other = deal(loose, OnBadRecord.STOP, 3, 0.3);

    assertThat(lanes(one)).hasSize(3).isEqualTo(lanes(other));
    assertThat(one.validation()).containsExactly(other.validation());
    assertThat(one.trainingPositions()).isEqualTo(other.trainingPositions()).isPositive();
    assertThat(one.skipped().isEmpty()).isTrue();
  }

  @Test
  void aGameThatIsThereAgainTurnedIsTakenOnceWhereItStandsFirst() {
    Map<String, byte[]> games = new LinkedHashMap<>();
    games.put("1.sgf", bytes("(;SZ[5]RE[B+1];B[bb];W[da])"));
    games.put("2.sgf", bytes("(;SZ[5]RE[W+1];B[cc];W[da])"));
    games.put("3.sgf", bytes("(;SZ[5]RE[W+9];B[db];W[ba])"));
    games.put("4.sgf", bytes("(;SZ[5]RE[W+9];B[bd];W[de])"));
    Path archive = MadeUpGames.archive(folder.resolve("games.tar.gz"), games);

    DealtGames dealt = deal(archive, OnBadRecord.STOP, 1, 0.000001 + holding(archive));

    assertThat(dealt.skipped())
        .hasToString(
            "2 that were there before, turned or mirrored perhaps (first: %s, game 3 of those used)"
                .formatted(archive));
  }

  /** A share of validation that leaves something for both. */
  private static double holding(Path archive) {
    for (double share = 0.05; share < 1; share += 0.05) {
      try {
        deal(archive, OnBadRecord.STOP, 1, share);
        return share;
      } catch (CorpusException none) {
        // nothing fell to validation, or all did
      }
    }
    throw new IllegalStateException("no share leaves a game for both");
  }

  @Test
  void leavesOutWhatCannotBeLearnedFromAndSaysWhatAndWhere() {
    Map<String, byte[]> games = MadeUpGames.games(5, 20);
    games.put("larger.sgf", MadeUpGames.game(6, 1));
    games.put("illegal.sgf", bytes("(;SZ[5]RE[B+1];B[bb];W[bb])"));
    games.put("open.sgf", bytes("(;SZ[5];B[bb])"));
    games.put("torn.sgf", bytes("(;SZ[5]RE[B+1];B[b"));
    games.put("again.sgf", games.get("game-0007.sgf"));
    Path archive = MadeUpGames.archive(folder.resolve("games.tar.gz"), games);

    String skipped = deal(archive, OnBadRecord.SKIP, 2, 0.3).skipped().toString();

    assertThat(skipped)
        .contains("1 not SGF (first: %s, games/torn.sgf: line 1, byte".formatted(archive))
        .contains("1 on another board (first: %s, games/larger.sgf: line 1".formatted(archive))
        .contains("1 with a move that is not allowed (first: %s, games/illegal".formatted(archive))
        .contains("1 without a winner or a draw (first: %s, games/open.sgf".formatted(archive))
        .contains("1 that were there before, turned or mirrored perhaps");
  }

  @Test
  void endsWithTheFirstGameThatCannotBeLearnedFromWhereThatIsAskedFor() {
    Map<String, byte[]> games = MadeUpGames.games(5, 3);
    games.put("illegal.sgf", bytes("(;SZ[5]RE[B+1];B[bb];W[bb])"));
    Path archive = MadeUpGames.archive(folder.resolve("games.tar.gz"), games);

    assertThatThrownBy(() -> deal(archive, OnBadRecord.STOP, 1, 0.3))
        .isInstanceOf(CorpusException.class)
        .hasMessageStartingWith("records=%s, games/illegal.sgf: line 1, byte".formatted(archive))
        .hasMessageContaining("move 2 of the record is illegal")
        .hasMessageEndingWith("; expected moves that some rules allow, or bad-records=skip");
  }

  @Test
  void anArchiveThatIsCutShortEndsTheRunUnlessItsRestIsWanted() throws IOException {
    Path whole = MadeUpGames.archive(folder.resolve("games.tar.gz"), MadeUpGames.games(5, 40));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut =
        Files.write(folder.resolve("cut.tar.gz"), Arrays.copyOf(bytes, bytes.length * 3 / 4));

    assertThatThrownBy(() -> deal(cut, OnBadRecord.SKIP, 1, 0.3))
        .isInstanceOf(CorpusException.class)
        .hasMessage(
            "records=%s: ends too early; expected whole files, or bad-records=skip+truncated"
                .formatted(cut));
    DealtGames rest = deal(cut, OnBadRecord.SKIP_AND_TRUNCATED, 1, 0.3);
    assertThat(rest.skipped())
        .hasToString("1 lost at the end of a cut file (first: %s: ends too early)".formatted(cut));
    assertThat(rest.trainingPositions()).isPositive();
  }

  @Test
  void namesALaneThatGetsNothing() {
    Path archive = MadeUpGames.archive(folder.resolve("games.tar.gz"), MadeUpGames.games(5, 2));

    assertThatThrownBy(() -> deal(archive, OnBadRecord.STOP, 4, 0.3))
        .isInstanceOf(CorpusException.class)
        .hasMessageMatching(
            "workers=4: lane \\d gets none of the games of records=.*; expected fewer workers or"
                + " more games");
  }

  @Test
  void refusesAFolderWithoutRecordsAndOneThatIsNotThere() throws IOException {
    Files.writeString(folder.resolve("README.md"), "no game");

    assertThatThrownBy(() -> deal(folder, OnBadRecord.STOP, 1, 0.3))
        .isInstanceOf(CorpusException.class)
        .hasMessage(
            "records=%s: none of 1 files is named as records are; expected .sgf, .tar or .tgz, also with .gz"
                .formatted(folder));
    assertThatThrownBy(() -> deal(folder.resolve("gone"), OnBadRecord.STOP, 1, 0.3))
        .isInstanceOf(CorpusException.class)
        .hasMessageStartingWith("records=%s: is not there".formatted(folder.resolve("gone")));
  }
}
