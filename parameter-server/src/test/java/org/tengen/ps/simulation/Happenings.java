package org.tengen.ps.simulation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How often each thing has happened. */
final class Happenings {
  private final Map<Happening, Long> counts = new EnumMap<>(Happening.class);

  void count(Happening happening) {
    counts.merge(happening, 1L, Long::sum);
  }

  long of(Happening happening) {
    return counts.getOrDefault(happening, 0L);
  }

  void add(Happenings other) {
    other.counts.forEach((happening, count) -> counts.merge(happening, count, Long::sum));
  }

  /** Those that have not happened, and might have. */
  List<Happening> missing(Kind kind) {
    return Arrays.stream(Happening.values())
        .filter(each -> each.mayHappenTo(kind) && of(each) == 0)
        .toList();
  }

  @Override
  public String toString() {
    return counts.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(", "));
  }
}
