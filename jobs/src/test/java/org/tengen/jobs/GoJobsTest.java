package org.tengen.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoJobsTest {
  private static final String ENGINE =
      "gtp:sh -c 'while read id command rest; do case $command in"
          + " genmove) printf \"=%s pass\\n\\n\" $id;;"
          + " final_score) printf \"=%s W+9\\n\\n\" $id;;"
          + " *) printf \"=%s\\n\\n\" $id;; esac; done'";

  private static final String DYING =
      "gtp:sh -c 'while read id command rest; do case $command in genmove) exit 3;;"
          + " *) printf \"=%s\\n\\n\" $id;; esac; done'";

  @TempDir Path folder;

  private final Captured tengen = new Captured();

  private int run(String... args) {
    return tengen.runReally(() -> false, args);
  }

  @Test
  void anEngineAnswersOnStandardOutputAlone() {
    tengen.in("1 boardsize 5\n2 komi 0.5\n3 play b c3\n4 genmove w\n5 frobnicate\n6 quit\n");
    assertThat(run("gtp", "--simulations", "10")).isZero();
    assertThat(tengen.out())
        .matches("=1 \n\n=2 \n\n=3 \n\n=4 ([A-E][1-5]|pass)\n\n\\?5 unknown command\n\n=6 \n\n");
    assertThat(tengen.err()).isEmpty();
  }

  @Test
  void anEngineBeginsAsItsSettingsSay() {
    tengen.in("final_score\nversion\nplay b e5\nplay b f6\n");
    assertThat(run("gtp", "--size", "5x6", "--komi", "3.5")).isZero();
    assertThat(tengen.out())
        .startsWith("= W+3.5\n\n= " + BuildStamp.load().version() + "\n\n= \n\n? illegal move\n\n");
  }

  @Test
  void aSeedDecidesAnEnginesGame() {
    String game = "boardsize 5\n" + "genmove b\ngenmove w\n".repeat(4);
    tengen.in(game);
    run("gtp", "--simulations", "20", "--seed", "5");
    String first = tengen.out();
    Captured again = new Captured();
    again.in(game);
    again.runReally(() -> false, "gtp", "--simulations", "20", "--seed", "5");
    assertThat(again.out()).isEqualTo(first);
  }

  @Test
  void aMatchLeavesRecordsAndAResult() throws IOException {
    Path out = folder.resolve("new/match");
    int exit =
        run(
            "match",
            "uct:20",
            ENGINE,
            "--size",
            "5",
            "--games",
            "4",
            "--opening-moves",
            "2",
            "--out",
            out.toString());
    assertThat(tengen.err()).isEmpty();
    assertThat(exit).isZero();
    assertThat(tengen.out())
        .startsWith("tengen match: uct:20 against sh -c 'while")
        .containsPattern("\ngame 1: [BW]\\+[^\n]*, \\d+ moves, [^\n]*White says W\\+9; 1-0-0\n")
        .contains("uct:20: ")
        .contains("of 4 games that count\n")
        .contains("95% interval ")
        .contains("games where a player names another winner\n");
    try (var files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .containsExactly(
              "game-0001.sgf", "game-0002.sgf", "game-0003.sgf", "game-0004.sgf", "result.json");
    }
    assertThat(Files.readString(out.resolve("game-0002.sgf"))).startsWith("(;GM[1]FF[4]CA[UTF-8]");
    assertThat(Files.readString(out.resolve("result.json"))).contains("\"lost\": ");
  }

  @Test
  void aMatchWithAnEngineThatDiesEndsAndSaysWhy() {
    Path out = folder.resolve("match");
    assertThat(run("match", DYING, "uct:5", "--size", "5", "--out", out.toString())).isEqualTo(1);
    assertThat(tengen.out())
        .contains("game 1 does not count: engine sh -c 'while")
        .contains("died with exit code 3 before it answered to genmove b")
        .contains("3 games in which an engine failed\n97 games were not played\n");
  }

  @Test
  void aMatchStopsAfterTheGameThatIsPlayed() {
    Path out = folder.resolve("match");
    int exit =
        tengen.runReally(
            () -> true, "match", "uct:5", "uct:5", "--size", "5", "--out", out.toString());
    assertThat(exit).isEqualTo(1);
    assertThat(tengen.out()).contains("0 games that count").contains("100 games were not played");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uct:0 | tengen match: player uct:0: expected uct:SIMULATIONS, model:FOLDER:SIMULATIONS or"
            + " gtp:COMMAND, e.g. uct:1000 or \"gtp:gnugo --mode gtp\"",
        "utc | tengen match: player utc: expected uct:SIMULATIONS, model:FOLDER:SIMULATIONS or"
            + " gtp:COMMAND, e.g. uct:1000 or \"gtp:gnugo --mode gtp\"; did you mean uct?",
        "gtp: | tengen match: engine=: expected a command line, e.g. gnugo --mode gtp",
      })
  void refusesPlayersThatItHasNot(String player, String error) {
    assertThat(run("match", player, "uct:5")).isEqualTo(2);
    assertThat(tengen.err()).isEqualTo(error + System.lineSeparator());
  }

  @ParameterizedTest
  @ValueSource(strings = {"match", "match uct:5", "match uct:5 uct:5 uct:5"})
  void wantsTwoPlayers(String line) {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(tengen.err())
        .isEqualTo(
            "tengen match: expected two players, e.g. tengen match uct:1000 uct:100"
                + System.lineSeparator());
  }

  @Test
  void refusesAnEngineThatIsNotThereBeforeAnythingIsPlayed() {
    Path out = folder.resolve("match");
    assertThat(run("match", "uct:5", "gtp:/nowhere/gnugo", "--out", out.toString())).isEqualTo(2);
    assertThat(tengen.err()).startsWith("tengen match: engine /nowhere/gnugo: cannot be started: ");
    assertThat(out).doesNotExist();
  }

  @Test
  void refusesAFolderThatIsThere() {
    assertThat(run("match", "uct:5", "uct:5", "--out", folder.toString())).isEqualTo(2);
    assertThat(tengen.err())
        .isEqualTo(
            "tengen match: out="
                + folder
                + ": is there; expected a folder that is not"
                + System.lineSeparator());
  }

  @Test
  void refusesAnOpeningThatLeavesNoGame() {
    assertThat(run("match", "uct:5", "uct:5", "--size", "5", "--opening-moves", "7")).isEqualTo(2);
    assertThat(tengen.err())
        .isEqualTo(
            "tengen match: opening-moves=7: expected 0 to 6 on a board of 5x5"
                + System.lineSeparator());
  }

  @Test
  void sharesAreShownAsElo() {
    assertThat(MatchJob.elo(0.75)).isEqualTo("+191");
    assertThat(MatchJob.elo(0.25)).isEqualTo("-191");
    assertThat(MatchJob.elo(0.5)).isEqualTo("+0");
    assertThat(MatchJob.elo(1)).isEqualTo("+inf");
    assertThat(MatchJob.elo(0)).isEqualTo("-inf");
  }
}
