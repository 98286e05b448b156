package org.tengen.go.gtp;

import java.time.Duration;
import org.tengen.go.Colour;

/**
 * What a controller wants to see: {@code [COLOUR] [CENTISECONDS] [KEY VALUE]...}.
 *
 * @param colour who is to move
 * @param every the time between lines
 * @param mostMoves the moves in a line at the most
 */
record AnalysisRequest(Colour colour, Duration every, int mostMoves) {
  private static final int USUAL_CENTISECONDS = 100;

  /** A line a second, if nothing else is asked for. */
  static AnalysisRequest parse(Arguments arguments, Colour toMove) {
    int next = 0;
    Colour colour = toMove;
    if (next < arguments.count() && Arguments.isColour(arguments.word(next))) {
      colour = arguments.colour(next++);
    }
    int centiseconds = USUAL_CENTISECONDS;
    if (next < arguments.count() && Arguments.whole(arguments.word(next)).isPresent()) {
      centiseconds = arguments.whole(next++);
    }
    int mostMoves = Integer.MAX_VALUE;
    for (; next < arguments.count(); next += 2) {
      switch (arguments.word(next)) {
        case "interval" -> centiseconds = arguments.whole(next + 1);
        case "maxmoves" -> mostMoves = arguments.whole(next + 1);
        case "minmoves" -> arguments.whole(next + 1);
        default -> throw GtpFailure.syntax();
      }
    }
    return new AnalysisRequest(colour, Duration.ofMillis(10L * centiseconds), mostMoves);
  }
}
