package org.tengen.ps.codec;

import java.util.ArrayList;
import java.util.List;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;

/** The parts of one slice, in order, at absolute positions. */
record SliceParts(Range range, List<Part> parts) {

  /** Positions that are all trained, or all statistics. */
  record Part(Range range, boolean statistics) {}

  /** Whether nothing of it is trained. */
  boolean allStatistics() {
    return parts.stream().allMatch(Part::statistics);
  }

  /** Every slice's. */
  static List<SliceParts> of(Layout layout, List<Range> statistics) {
    List<SliceParts> slices = new ArrayList<>(layout.slices());
    for (int slice = 0; slice < layout.slices(); slice++) {
      Range range = layout.slice(slice);
      slices.add(new SliceParts(range, parts(range, statistics)));
    }
    return slices;
  }

  private static List<Part> parts(Range slice, List<Range> statistics) {
    List<Part> parts = new ArrayList<>();
    int at = slice.from();
    for (Range each : statistics) {
      int from = Math.max(at, each.from());
      int to = Math.min(slice.to(), each.to());
      if (from < to) {
        add(parts, at, from, false);
        add(parts, from, to, true);
        at = to;
      }
    }
    add(parts, at, slice.to(), false);
    return parts;
  }

  private static void add(List<Part> parts, int from, int to, boolean statistics) {
    if (from < to) {
      parts.add(new Part(new Range(from, to), statistics));
    }
  }
}
