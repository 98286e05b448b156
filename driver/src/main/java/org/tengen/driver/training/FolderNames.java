package org.tengen.driver.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The folder of one training among those of a comparison: its strategy, and of the rest what not
 * all have alike, with what file systems dislike replaced.
 */
final class FolderNames {
  private static final Map<String, Function<TrainingSettings, Object>> DIFFERENCES = differences();

  private FolderNames() {}

  private static Map<String, Function<TrainingSettings, Object>> differences() {
    Map<String, Function<TrainingSettings, Object>> differences = new LinkedHashMap<>();
    differences.put("workers-", settings -> settings.lanes().workers());
    differences.put("straggler-", settings -> settings.lanes().straggler());
    differences.put("", settings -> settings.learning().optimiser().setting());
    differences.put("rate-", settings -> settings.learning().rate());
    differences.put("seed-", TrainingSettings::seed);
    return differences;
  }

  /** The folder of {@code settings}, one of {@code all}; the same in every session. */
  static String of(TrainingSettings settings, List<TrainingSettings> all) {
    StringBuilder name = new StringBuilder(plain(settings.lanes().strategy().name()));
    boolean single =
        all.stream().map(t -> t.lanes().strategy().name()).distinct().count() == all.size();
    if (!single) {
      DIFFERENCES.forEach(
          (what, of) -> {
            if (all.stream().map(of).distinct().count() > 1) {
              name.append('-').append(what).append(plain(of.apply(settings).toString()));
            }
          });
    }
    return name.toString();
  }

  private static String plain(String text) {
    return text.replaceAll("[^A-Za-z0-9.]+", "-");
  }
}
