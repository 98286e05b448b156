package org.tengen.ps.rows;

import java.io.Serializable;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;

/**
 * One table of rows.
 *
 * @param name for messages and files
 * @param rows the rows, 0 .. rows-1, most of which may never be touched
 * @param width floats of a row
 * @param init what a row holds before its first push
 * @param optimiser sgd, adagrad or {@link OptimiserSettings.Added}: what leaves a row as it is that
 *     no push has touched, so that an update costs what it touches
 * @param schedule of the rate
 */
public record RowTableSpec(
    String name, int rows, int width, RowInit init, OptimiserSettings optimiser, Schedule schedule)
    implements Serializable {
  /** The widest row. */
  public static final int MAX_WIDTH = 64 * 1024;

  public RowTableSpec {
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "table '" + name + "': expected a name of 1 to 64 letters, digits, dots and dashes");
    }
    if (rows < 1 || width < 1 || width > MAX_WIDTH) {
      throw new IllegalArgumentException(
          "table %s of %d rows of %d floats: expected 1 row or more, of 1 to %d floats"
              .formatted(name, rows, width, MAX_WIDTH));
    }
    RowUpdate.of(optimiser);
  }

  /** What a push does to a row. */
  RowUpdate update() {
    return RowUpdate.of(optimiser);
  }
}
