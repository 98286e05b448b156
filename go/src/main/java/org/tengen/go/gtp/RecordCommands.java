package org.tengen.go.gtp;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.tengen.go.Game;
import org.tengen.go.Rules;
import org.tengen.go.sgf.GameInfo;
import org.tengen.go.sgf.GameTree;
import org.tengen.go.sgf.Replay;
import org.tengen.go.sgf.SgfException;
import org.tengen.go.sgf.SgfReader;

/** Games from files. */
final class RecordCommands {
  private static final String CANNOT_LOAD = "cannot load file";

  private final Session session;

  RecordCommands(Session session) {
    this.session = session;
  }

  Map<String, Command.Plain> all() {
    return Map.of("loadsgf", this::load);
  }

  /**
   * The first game of a file, with its board and komi, up to the move before the one named. It is
   * refused if the player does not play on that board.
   */
  private String load(Arguments arguments) {
    String file = arguments.word(0);
    int before = arguments.count() > 1 ? arguments.whole(1) : Integer.MAX_VALUE;
    Game loaded;
    try {
      GameTree tree = new SgfReader().read(Path.of(file)).get(0);
      Rules rules = GameInfo.of(tree).withKomi(session.game().rules());
      Replay replay = Replay.of(tree, rules).toBefore(before);
      loaded = Replaying.under(rules, replay.game());
    } catch (IOException | InvalidPathException | SgfException e) {
      throw new GtpFailure(CANNOT_LOAD);
    }
    if (!session.player().plays(loaded.size())) {
      throw new GtpFailure(CANNOT_LOAD);
    }
    session.begin(loaded);
    return "";
  }
}
