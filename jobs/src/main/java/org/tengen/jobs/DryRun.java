package org.tengen.jobs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tengen.driver.training.Footprint;
import org.tengen.driver.training.TrainingSettings;

/** What {@code --dry-run} shows: who would run where, and the memory that it takes. */
final class DryRun {
  private DryRun() {}

  static String text(List<TrainingSettings> trainings, Optional<String> master) {
    TrainingSettings first = trainings.get(0);
    TrainingSettings.Lanes lanes = first.lanes();
    boolean local = master.map(url -> url.startsWith("local[") || url.equals("local")).orElse(true);
    int here = local ? lanes.workers() : 0;
    StringBuilder text = new StringBuilder();
    text.append("placement\n");
    text.append(row("shards", lanes.shards() + " in the driver's JVM"));
    text.append(
        row(
            "workers",
            lanes.workers()
                + (local ? " in the driver's JVM" : " on executors of " + master.get())));
    text.append(row("parameters", count(Footprint.of(first).parameters()) + " at most"));
    text.append(row("budget", budget(first.learning())));
    for (TrainingSettings training : trainings) {
      text.append("memory under ").append(training.lanes().strategy().name()).append('\n');
      text.append(memory(Footprint.of(training), here, local));
    }
    return text.append("nothing was started or written\n").toString();
  }

  private static String memory(Footprint footprint, int here, boolean local) {
    String driver =
        "%s of a heap of %s: shards %s, an image %s"
            .formatted(
                mb(footprint.driverHeapBytes(here)),
                mb(Runtime.getRuntime().maxMemory()),
                mb(footprint.shardsBytes()),
                mb(footprint.imageBytes()));
    String worker =
        "%s of heap and %s outside it, each"
            .formatted(mb(footprint.laneHeapBytes()), mb(footprint.laneNativeBytes()));
    String kept =
        footprint.keptBytes() == 0
            ? ""
            : row(
                "of the shards",
                mb(footprint.keptBytes())
                    + " at most are weights as they were pulled, one copy a worker");
    return row("driver", driver) + kept + row(local ? "workers there" : "workers", worker);
  }

  private static String budget(TrainingSettings.Learning learning) {
    return learning.samples() > 0
        ? count(learning.samples()) + " samples"
        : learning.epochs() + " passes over the training samples";
  }

  private static String row(String name, String value) {
    return String.format(Locale.ROOT, "  %-14s %s%n", name, value);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String mb(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / (double) (1 << 20));
  }
}
