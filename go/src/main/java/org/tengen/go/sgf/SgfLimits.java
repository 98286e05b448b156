package org.tengen.go.sgf;

/**
 * How much of a file a reader takes before it refuses it.
 *
 * @param bytes of the whole file, 1 or more
 * @param nodes of all its game trees together, 1 or more
 */
public record SgfLimits(int bytes, int nodes) {
  /** 64 MB and two million nodes: about 20,000 professional games in one file. */
  public static final SgfLimits USUAL = new SgfLimits(64 << 20, 2_000_000);

  /** Refuses limits under which nothing can be read. */
  public SgfLimits {
    if (bytes < 1 || nodes < 1) {
      throw new IllegalArgumentException(
          "limits=" + bytes + " bytes, " + nodes + " nodes: expected 1 or more of each");
    }
  }
}
