package org.tengen.go.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.go.BoardSize;
import org.tengen.go.GoException;
import org.tengen.go.Rules;
import org.tengen.go.player.UctPlayer;
import org.tengen.go.search.SearchSettings;
import org.tengen.go.sgf.Replay;
import org.tengen.go.sgf.SgfReader;
import org.tengen.go.sgf.SgfWriter;

class MatchTest implements Match.Listener {
  private final List<Played> played = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  @Override
  public void ended(Played game, Standing standing) {
    played.add(game);
  }

  @Override
  public void failed(int number, String why) {
    failures.add(number + ": " + why);
  }

  private static MatchSettings settings(int games, int openingMoves) {
    return new MatchSettings(
        BoardSize.square(5), Rules.CHINESE.withKomi(0.5), games, openingMoves, 3);
  }

  private Standing run(MatchSettings settings, Contestant first, Contestant second)
      throws InterruptedException {
    return new Match(settings, first, second).run(this, () -> false);
  }

  @Test
  void coloursAlternateAndEachOpeningIsPlayedTwice() throws InterruptedException {
    run(settings(6, 4), new Scripted("a"), new Scripted("b"));
    assertThat(played)
        .extracting(game -> game.names().toString())
        .containsExactly(
            "{BLACK=a, WHITE=b}",
            "{BLACK=b, WHITE=a}",
            "{BLACK=a, WHITE=b}",
            "{BLACK=b, WHITE=a}",
            "{BLACK=a, WHITE=b}",
            "{BLACK=b, WHITE=a}");
    List<String> openings = played.stream().map(MatchTest::opening).toList();
    assertThat(openings.get(0)).isEqualTo(openings.get(1)).isNotEqualTo(openings.get(2));
    assertThat(openings.get(2)).isEqualTo(openings.get(3)).isNotEqualTo(openings.get(4));
  }

  private static String opening(Played game) {
    return game.record().mainLine().subList(1, 5).toString();
  }

  @Test
  void aSeedDecidesOpeningsAndPlayers() throws InterruptedException {
    Scripted first = new Scripted("a");
    run(settings(2, 4), first, new Scripted("b"));
    run(settings(2, 4), new Scripted("a"), new Scripted("b"));
    assertThat(opening(played.get(0))).isEqualTo(opening(played.get(2)));
    assertThat(first.notes).contains("begin B 3000010", "begin B 3000011");
  }

  @Test
  void toldEachOtherWhatTheyPlay() throws InterruptedException {
    Scripted black = new Scripted("a", "C3", "D4");
    Scripted white = new Scripted("b", "B2");
    run(settings(1, 0), black, white);
    assertThat(black.notes).containsExactly("begin B 3000010", "B2", "pass");
    assertThat(white.notes).containsExactly("begin B 3000010", "C3", "D4", "pass");
  }

  @Test
  void countsWinsForTheFirstPlayer() throws InterruptedException {
    Standing standing = run(settings(4, 0), new Scripted("a", "C3"), new Scripted("b", "resign"));
    assertThat(standing).isEqualTo(new Standing(4, 0, 0));
    assertThat(played)
        .extracting(game -> game.result().toString())
        .containsExactly("B+R", "W+R", "B+R", "W+R");
  }

  @Test
  void whoPlaysWhatIsNotAllowedLosesAndItIsTold() throws InterruptedException {
    Standing standing = run(settings(2, 0), new Scripted("a", "C3"), new Scripted("b", "C3"));
    assertThat(standing).isEqualTo(new Standing(1, 0, 1));
    assertThat(played.get(0).result()).hasToString("B+F");
    assertThat(played.get(0).note())
        .isEqualTo("b, White, played what is not allowed as move 2, C3: there is a stone.");
    assertThat(played.get(1).note())
        .isEqualTo("a, White, played what is not allowed as move 2, C3: there is a stone.");
  }

  @Test
  void aMoveThatIsNoPointOfTheBoardIsNotAllowedEither() throws InterruptedException {
    run(settings(1, 0), new Scripted("a", "outside"), new Scripted("b"));
    assertThat(played.get(0).note())
        .isEqualTo("a, Black, played what is not allowed as move 1, -1: not a point of the board.");
  }

  @Test
  void countsFinishedGamesItselfAndAsksThePlayersToo() throws InterruptedException {
    Scripted black = new Scripted("a", "C3");
    Scripted white = new Scripted("b");
    black.score = "B+24.5";
    white.score = "W+3";
    run(settings(1, 0), black, white);
    Played game = played.get(0);
    assertThat(game.result()).hasToString("B+24.5");
    assertThat(game.said().values()).containsExactly("B+24.5", "W+3");
    assertThat(game.isDisputed()).isTrue();
    assertThat(new String(SgfWriter.write(List.of(game.record())), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            (;GM[1]FF[4]CA[UTF-8]SZ[5]KM[0.5]RU[Chinese]PB[a]PW[b]RE[B+24.5]RO[1]
            C[The referee says B+24.5.
            a says B+24.5.
            b says W+3.];B[cc];W[];B[])
            """);
  }

  @Test
  void aPlayerThatFailsToCountSpoilsNoGame() throws InterruptedException {
    Scripted black = new Scripted("a", "C3");
    black.score = "die";
    Standing standing = run(settings(1, 0), black, new Scripted("b"));
    assertThat(standing.won()).isEqualTo(1);
    assertThat(played.get(0).note()).isEqualTo("a died");
    assertThat(played.get(0).isDisputed()).isFalse();
  }

  @Test
  void aGameInWhichAnEngineFailsDoesNotCountAndThreeEndTheMatch() throws InterruptedException {
    Standing standing =
        run(settings(9, 0), new Scripted("a", "C3"), new Scripted("b", "A1", "die"));
    assertThat(standing.games()).isZero();
    assertThat(failures).containsExactly("1: b died", "2: b died", "3: b died");
  }

  @Test
  void goesOnAfterAFailure() throws InterruptedException {
    Scripted first = new Scripted("a", "C3", "D3", "die");
    Standing standing = run(settings(5, 0), first, new Scripted("b", "C2", "C1", "resign"));
    assertThat(standing).isEqualTo(new Standing(2, 0, 0));
    assertThat(failures).containsExactly("1: a died", "3: a died", "5: a died");
  }

  @Test
  void stopsBetweenGamesWhenItIsAskedTo() throws InterruptedException {
    Match match = new Match(settings(9, 0), new Scripted("a"), new Scripted("b"));
    assertThat(match.run(this, () -> played.size() == 2).games()).isEqualTo(2);
  }

  @Test
  void playersPlayGamesThatCanBeReplayed() throws InterruptedException {
    Contestant strong = player(60);
    Contestant weak = player(2);
    Standing standing = run(settings(6, 2), strong, weak);
    assertThat(standing.games()).isEqualTo(6);
    for (Played game : played) {
      byte[] file = SgfWriter.write(List.of(game.record()));
      Replay replay = Replay.of(new SgfReader().read(file, "game.sgf").get(0)).toEnd();
      assertThat(replay.game().hash()).isEqualTo(game.game().hash());
      assertThat(replay.superkoBreaks()).isEmpty();
    }
  }

  private static Contestant player(int simulations) {
    return new PlayerContestant(new UctPlayer(SearchSettings.of(simulations), () -> 0));
  }

  @Test
  void refusesMatchesThatCannotBe() {
    assertThatThrownBy(() -> settings(0, 0))
        .isInstanceOf(GoException.class)
        .hasMessage("games=0: expected 1 or more");
    assertThatThrownBy(() -> settings(1, 7))
        .hasMessage("opening-moves=7: expected 0 to 6 on a board of 5x5");
  }

  @Test
  void aPlayersEndEndsWhatItPlaysWith() {
    int[] ended = {0};
    UctPlayer player = new UctPlayer(SearchSettings.of(1), () -> 0);
    try (Contestant contestant = new PlayerContestant(player, () -> ended[0]++)) {
      assertThat(contestant.name()).isEqualTo("uct:1");
      assertThat(ended[0]).isZero();
    }
    assertThat(ended[0]).isEqualTo(1);
  }
}
