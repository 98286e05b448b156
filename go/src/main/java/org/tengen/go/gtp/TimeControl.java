package org.tengen.go.gtp;

/**
 * How much time players have.
 *
 * @param main seconds before overtime
 * @param overtime seconds of an overtime period; 0 for none
 * @param stones moves to be played in a period (Canadian), or periods that there are (byo-yomi)
 * @param kind what {@code stones} counts
 */
record TimeControl(double main, double overtime, int stones, Kind kind) {
  /** What happens when the main time is used up. */
  enum Kind {
    /** Nobody looks at a clock. */
    UNLIMITED,
    /** The game is lost. */
    ABSOLUTE,
    /** So many moves must be played in each period. */
    CANADIAN,
    /** A move that takes a whole period uses it up. */
    BYO_YOMI
  }

  static final TimeControl UNLIMITED = new TimeControl(0, 0, 0, Kind.UNLIMITED);

  static TimeControl absolute(double main) {
    return new TimeControl(main, 0, 0, Kind.ABSOLUTE);
  }

  /** As the protocol's own command has it: time without stones is time without an end. */
  static TimeControl canadian(double main, double overtime, int stones) {
    if (overtime == 0) {
      return absolute(main);
    }
    return stones == 0 ? UNLIMITED : new TimeControl(main, overtime, stones, Kind.CANADIAN);
  }

  static TimeControl byoYomi(double main, double period, int periods) {
    return period == 0 || periods == 0
        ? absolute(main)
        : new TimeControl(main, period, periods, Kind.BYO_YOMI);
  }
}
