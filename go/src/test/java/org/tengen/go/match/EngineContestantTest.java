package org.tengen.go.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.tengen.go.BoardSize;
import org.tengen.go.Game;
import org.tengen.go.Rules;
import org.tengen.go.gtp.EngineException;
import org.tengen.go.gtp.GtpClient;

class EngineContestantTest {
  private static final Executor THREADS =
      task -> {
        Thread thread = new Thread(task, "reader");
        thread.setDaemon(true);
        thread.start();
      };

  private int starts;

  /** Answers to {@code genmove} what {@code answer} says, and well to all else. */
  private EngineContestant engine(String answer) {
    String line =
        "sh -c 'while read id command rest; do case $command in"
            + " genmove) "
            + answer
            + ";;"
            + " final_score) printf \"=%s B+3\\n\\n\" $id;;"
            + " *) printf \"=%s\\n\\n\" $id;; esac; done'";
    return new EngineContestant(
        "engine",
        () -> {
          starts++;
          return GtpClient.start(line, System::nanoTime, THREADS);
        },
        Duration.ofSeconds(60));
  }

  private static Game game() {
    return new Game(BoardSize.square(9), Rules.CHINESE);
  }

  @Test
  void readsMovesPassesAndResignations() throws InterruptedException {
    try (EngineContestant engine = engine("printf \"=%s e5\\n\\n\" $id")) {
      engine.begin(game(), 1);
      assertThat(engine.choose(game())).hasValue(game().size().point(4, 4));
      assertThat(engine.score(game())).hasValue("B+3");
    }
    try (EngineContestant engine = engine("printf \"=%s PASS\\n\\n\" $id")) {
      engine.begin(game(), 1);
      assertThat(engine.choose(game())).hasValue(BoardSize.PASS);
    }
    try (EngineContestant engine = engine("printf \"=%s Resign\\n\\n\" $id")) {
      engine.begin(game(), 1);
      assertThat(engine.choose(game())).isEmpty();
    }
  }

  @Test
  void isStartedOnceForManyGames() throws InterruptedException {
    try (EngineContestant engine = engine("printf \"=%s e5\\n\\n\" $id")) {
      engine.begin(game(), 1);
      engine.begin(game(), 2);
    }
    assertThat(starts).isEqualTo(1);
  }

  @Test
  void isStartedAgainAfterItHasDied() throws InterruptedException {
    try (EngineContestant engine = engine("exit 4")) {
      engine.begin(game(), 1);
      assertThatThrownBy(() -> engine.choose(game()))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("died with exit code 4 before it answered to genmove b");
      assertThatThrownBy(() -> engine.choose(game())).hasMessage("engine engine: is not running");
      engine.begin(game(), 2);
      assertThat(engine.score(game())).hasValue("B+3");
    }
    assertThat(starts).isEqualTo(2);
  }

  @Test
  void saysWhatItCannotReadAsAMove() throws InterruptedException {
    try (EngineContestant engine = engine("printf \"=%s maybe e5\\n\\n\" $id")) {
      engine.begin(game(), 1);
      assertThatThrownBy(() -> engine.choose(game()))
          .hasMessage(
              "engine engine: answers to genmove b: move=maybe e5: expected a point such as D4 (no"
                  + " I), or pass");
    }
  }

  @Test
  void saysWhatItRefuses() throws InterruptedException {
    try (EngineContestant engine = engine("printf \"?%s too\\ntired\\n\\n\" $id")) {
      engine.begin(game(), 1);
      assertThatThrownBy(() -> engine.choose(game()))
          .hasMessage("engine engine: refuses genmove b: too tired");
    }
  }
}
