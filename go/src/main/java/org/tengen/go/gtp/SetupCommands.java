package org.tengen.go.gtp;

import java.util.Arrays;
import java.util.Map;
import org.tengen.go.BoardSize;
import org.tengen.go.GoException;
import org.tengen.go.Handicap;

/** Board size, komi, handicap. */
final class SetupCommands {
  private static final String UNACCEPTABLE_SIZE = "unacceptable size";
  private static final String NOT_EMPTY = "board not empty";
  private static final String BAD_LIST = "bad vertex list";

  private final Session session;

  SetupCommands(Session session) {
    this.session = session;
  }

  Map<String, Command.Plain> all() {
    return Map.of(
        "boardsize", this::boardSize,
        "rectangular_boardsize", this::boardSize,
        "clear_board", this::clearBoard,
        "komi", this::komi,
        "fixed_handicap", arguments -> handicap(arguments, Handicap::fixed),
        "place_free_handicap", arguments -> handicap(arguments, Handicap::free),
        "set_free_handicap", this::setFreeHandicap);
  }

  /** One number, or columns and rows. */
  private String boardSize(Arguments arguments) {
    int columns = arguments.whole(0);
    int rows = arguments.count() > 1 ? arguments.whole(1) : columns;
    if (columns > BoardSize.MAX || rows > BoardSize.MAX) {
      throw new GtpFailure(UNACCEPTABLE_SIZE);
    }
    BoardSize size;
    try {
      size = new BoardSize(columns, rows);
    } catch (GoException e) {
      throw new GtpFailure(UNACCEPTABLE_SIZE);
    }
    if (!session.player().plays(size)) {
      throw new GtpFailure(UNACCEPTABLE_SIZE);
    }
    session.clear(size);
    return "";
  }

  private String clearBoard(Arguments arguments) {
    session.clear(session.game().size());
    return "";
  }

  private String komi(Arguments arguments) {
    double komi = arguments.number(0);
    try {
      session.change(session.game().rules().withKomi(komi));
    } catch (GoException e) {
      throw GtpFailure.syntax();
    }
    return "";
  }

  /** Where stones go. */
  private interface Places {
    int[] of(BoardSize size, int stones);
  }

  private String handicap(Arguments arguments, Places places) {
    int stones = arguments.whole(0);
    requireEmpty();
    BoardSize size = session.game().size();
    try {
      int[] points = places.of(size, stones);
      session.game().placeHandicap(points);
      return Vertices.list(size, points);
    } catch (GoException e) {
      throw new GtpFailure("invalid number of stones");
    }
  }

  private String setFreeHandicap(Arguments arguments) {
    requireEmpty();
    BoardSize size = session.game().size();
    int[] points = new int[arguments.count()];
    for (int i = 0; i < points.length; i++) {
      points[i] = arguments.vertex(i, size, BAD_LIST);
    }
    boolean hasPass = Arrays.stream(points).anyMatch(point -> point == BoardSize.PASS);
    if (points.length < 2 || points.length >= size.area() || hasPass) {
      throw new GtpFailure(BAD_LIST);
    }
    try {
      session.game().placeHandicap(points);
    } catch (GoException e) {
      throw new GtpFailure(BAD_LIST);
    }
    return "";
  }

  private void requireEmpty() {
    if (!session.isEmpty()) {
      throw new GtpFailure(NOT_EMPTY);
    }
  }
}
