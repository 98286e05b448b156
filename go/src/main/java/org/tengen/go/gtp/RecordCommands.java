package org.tengen.go.gtp;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.tengen.go.Rules;
import org.tengen.go.sgf.GameInfo;
import org.tengen.go.sgf.GameTree;
import org.tengen.go.sgf.Replay;
import org.tengen.go.sgf.SgfException;
import org.tengen.go.sgf.SgfReader;

/** Games from files. */
final class RecordCommands {
  private final Session session;

  RecordCommands(Session session) {
    this.session = session;
  }

  Map<String, Command.Plain> all() {
    return Map.of("loadsgf", this::load);
  }

  /** The first game of a file, with its board and komi, up to the move before the one named. */
  private String load(Arguments arguments) {
    String file = arguments.word(0);
    int before = arguments.count() > 1 ? arguments.whole(1) : Integer.MAX_VALUE;
    try {
      GameTree tree = new SgfReader().read(Path.of(file)).get(0);
      Rules rules = GameInfo.of(tree).withKomi(session.game().rules());
      Replay replay = Replay.of(tree, rules).toBefore(before);
      session.begin(Replaying.under(rules, replay.game()));
    } catch (IOException | InvalidPathException | SgfException e) {
      throw new GtpFailure("cannot load file");
    }
    return "";
  }
}
