package org.tengen.go.gtp;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Coordinates;
import org.tengen.go.GoException;

/** The words behind a command's name, each read as what the command wants there. */
final class Arguments {
  private final List<String> words;

  Arguments(List<String> words) {
    this.words = words;
  }

  int count() {
    return words.size();
  }

  List<String> from(int first) {
    return words.subList(Math.min(first, words.size()), words.size());
  }

  /** The word at {@code i}; a syntax error if there is none. */
  String word(int i) {
    if (i >= words.size()) {
      throw GtpFailure.syntax();
    }
    return words.get(i);
  }

  /** A whole number from 0 to 2^31 - 1. */
  int whole(int i) {
    return whole(word(i)).orElseThrow(GtpFailure::syntax);
  }

  static OptionalInt whole(String word) {
    if (!word.matches("\\d{1,10}") || Long.parseLong(word) > Integer.MAX_VALUE) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(word));
  }

  /** A finite number. */
  double number(int i) {
    String word = word(i);
    if (!word.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?")) {
      throw GtpFailure.syntax();
    }
    double number = Double.parseDouble(word);
    if (!Double.isFinite(number)) {
      throw GtpFailure.syntax();
    }
    return number;
  }

  /** Seconds, not below 0. */
  double seconds(int i) {
    double seconds = number(i);
    if (seconds < 0) {
      throw GtpFailure.syntax();
    }
    return seconds;
  }

  Colour colour(int i) {
    return switch (word(i).toLowerCase(Locale.ROOT)) {
      case "b", "black" -> Colour.BLACK;
      case "w", "white" -> Colour.WHITE;
      default -> throw GtpFailure.syntax();
    };
  }

  static boolean isColour(String word) {
    return word.matches("(?i)b|black|w|white");
  }

  /**
   * A point of the board, or a pass.
   *
   * @param elsewhere what to answer for a point that is not of the board
   */
  int vertex(int i, BoardSize size, String elsewhere) {
    String word = word(i);
    if (!word.matches("(?i)pass|[a-z&&[^i]][1-9]\\d?")) {
      throw GtpFailure.syntax();
    }
    try {
      return Coordinates.parseGtp(size, word);
    } catch (GoException e) {
      throw new GtpFailure(elsewhere);
    }
  }
}
