package org.tengen.go.gtp;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tengen.go.BoardSize;
import org.tengen.go.player.Thinking;
import org.tengen.go.player.Watch;

/**
 * Answers that come in pieces while the player thinks: about a position until the controller's next
 * line arrives, or about a move until it is played.
 */
final class AnalysisCommands {
  private final Session session;
  private final PlayCommands play;

  AnalysisCommands(Session session, PlayCommands play) {
    this.session = session;
    this.play = play;
  }

  Map<String, Command> all() {
    Map<String, Command> all = new TreeMap<>();
    all.put("analyze", analyse(AnalysisFormat.TEN_THOUSANDTHS));
    all.put("lz-analyze", analyse(AnalysisFormat.TEN_THOUSANDTHS));
    all.put("kata-analyze", analyse(AnalysisFormat.FRACTIONS));
    all.put("genmove_analyze", generate(AnalysisFormat.TEN_THOUSANDTHS));
    all.put("lz-genmove_analyze", generate(AnalysisFormat.TEN_THOUSANDTHS));
    all.put("kata-genmove_analyze", generate(AnalysisFormat.FRACTIONS));
    return all;
  }

  private Command analyse(AnalysisFormat format) {
    return (arguments, live) -> {
      AnalysisRequest request = AnalysisRequest.parse(arguments, session.game().toMove());
      live.begin();
      session.player().analyse(session.game(), request.colour(), watch(format, request, live));
      return "";
    };
  }

  private Command generate(AnalysisFormat format) {
    return (arguments, live) -> {
      AnalysisRequest request = AnalysisRequest.parse(arguments, session.game().toMove());
      live.begin();
      Watch watch = watch(format, request, live);
      Thinking thinking = new Thinking(Optional.empty(), true, Optional.of(watch));
      return "play " + play.generate(request.colour(), thinking);
    };
  }

  private Watch watch(AnalysisFormat format, AnalysisRequest request, Command.Live live) {
    BoardSize size = session.game().size();
    return new Watch(
        request.every(),
        analysis -> {
          String line = format.line(size, analysis, request.mostMoves());
          if (!line.isEmpty()) {
            live.line(line);
          }
        },
        live::isInterrupted);
  }
}
