package org.tengen.go.gtp;

import java.util.List;
import java.util.Locale;
import org.tengen.go.BoardSize;
import org.tengen.go.Coordinates;
import org.tengen.go.player.Analysis;
import org.tengen.go.player.Analysis.Candidate;

/** How a line of an analysis is written. All figures are for the player to move. */
enum AnalysisFormat {
  /** Leela Zero's, which Sabaki and others read too: shares in ten thousandths. */
  TEN_THOUSANDTHS {
    @Override
    String figures(Candidate move) {
      return "winrate %d prior %d lcb %d"
          .formatted(
              tenThousandths(move.winRate()),
              tenThousandths(move.prior()),
              tenThousandths(move.lowerBound()));
    }
  },
  /** KataGo's: shares as fractions of 1, and the utility of a win and a loss, 1 and -1. */
  FRACTIONS {
    @Override
    String figures(Candidate move) {
      return String.format(
          Locale.ROOT,
          "utility %.6f winrate %.6f prior %.6f lcb %.6f utilityLcb %.6f",
          2 * move.winRate() - 1,
          move.winRate(),
          move.prior(),
          move.lowerBound(),
          2 * move.lowerBound() - 1);
    }
  };

  abstract String figures(Candidate move);

  /** One line, empty if there is no move to speak of. */
  String line(BoardSize size, Analysis analysis, int mostMoves) {
    StringBuilder line = new StringBuilder();
    List<Candidate> candidates = analysis.candidates();
    for (int order = 0; order < Math.min(mostMoves, candidates.size()); order++) {
      Candidate move = candidates.get(order);
      line.append(order == 0 ? "" : " ")
          .append("info move ")
          .append(Coordinates.gtp(size, move.move()))
          .append(" visits ")
          .append(move.visits())
          .append(' ')
          .append(figures(move))
          .append(" order ")
          .append(order)
          .append(" pv");
      move.line().forEach(point -> line.append(' ').append(Coordinates.gtp(size, point)));
    }
    return line.toString();
  }

  private static long tenThousandths(double share) {
    return Math.round(10_000 * share);
  }
}
