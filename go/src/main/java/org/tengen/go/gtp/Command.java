package org.tengen.go.gtp;

/** What is done for a command. */
@FunctionalInterface
interface Command {
  /**
   * Does it.
   *
   * @param live takes lines before the answer is complete
   * @return the answer's text, or what follows the lines that {@code live} took
   * @throws GtpFailure with the answer if it cannot be done
   */
  String run(Arguments arguments, Live live);

  /** An answer that comes in pieces. */
  interface Live {
    /** The command has succeeded; lines will follow. */
    void begin();

    /** A line of the answer, after {@link #begin}. */
    void line(String text);

    /** Has the controller sent its next line? */
    boolean isInterrupted();
  }

  /** A command that answers at once. */
  @FunctionalInterface
  interface Plain {
    String run(Arguments arguments);
  }
}
