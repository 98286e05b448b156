package org.tengen.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tengen.driver.launch.Servers;
import org.tengen.driver.launch.ShardPlace;
import org.tengen.driver.training.Footprint;
import org.tengen.driver.training.Need;
import org.tengen.driver.training.TrainingSettings;
import org.tengen.models.Engine;
import org.tengen.ps.tcp.ServerAddress;

/** What {@code --dry-run} shows: who would run where, and the memory that it takes. */
final class DryRun {
  private DryRun() {}

  static String text(List<TrainingSettings> trainings, Optional<String> master) {
    TrainingSettings first = trainings.get(0);
    TrainingSettings.Lanes lanes = first.lanes();
    boolean local = local(master);
    StringBuilder text = new StringBuilder();
    text.append("placement\n");
    text.append(
        row("shards", lanes.shards() + copies(first.wire()) + " " + where(first.wire(), master)));
    text.append(
        row(
            "workers",
            trainings.stream()
                    .map(training -> Integer.toString(training.lanes().workers()))
                    .distinct()
                    .collect(Collectors.joining(", "))
                + (local ? " in the driver's JVM" : " on executors of " + master.get())));
    text.append(row("parameters", count(footprint(first).parameters()) + " at most"));
    text.append(row("budget", budget(first.learning())));
    if (trainings.size() > 1) {
      text.append(row("trainings", count(trainings.size())));
    }
    Map<String, TrainingSettings> kinds = new LinkedHashMap<>();
    trainings.forEach(training -> kinds.putIfAbsent(kind(training, trainings), training));
    kinds.forEach(
        (kind, training) -> {
          int workers = local ? training.lanes().workers() : 0;
          text.append("memory under ").append(kind).append('\n');
          text.append(memory(training, workers, local));
        });
    return text.append("nothing was started or written\n").toString();
  }

  /** What memory depends on: strategy, and workers where they differ. */
  static String kind(TrainingSettings training, List<TrainingSettings> all) {
    int workers = training.lanes().workers();
    boolean same = all.stream().allMatch(other -> other.lanes().workers() == workers);
    return training.lanes().strategy().name() + (same ? "" : ", " + workers + " workers");
  }

  private static String copies(TrainingSettings.Wire wire) {
    return wire.replicas() > 1 ? ", each in %d processes,".formatted(wire.replicas()) : "";
  }

  private static String where(TrainingSettings.Wire wire, Optional<String> master) {
    if (wire.place() instanceof Servers servers) {
      return "at "
          + servers.addresses().stream()
              .map(ServerAddress::toString)
              .collect(Collectors.joining(", "));
    }
    return wire.place() instanceof ShardPlace.Executors && !local(master)
        ? "on executors of " + master.get()
        : "in the driver's JVM";
  }

  private static boolean local(Optional<String> master) {
    return master.map(url -> url.startsWith("local[") || url.equals("local")).orElse(true);
  }

  private static String memory(TrainingSettings training, int here, boolean local) {
    Footprint footprint = footprint(training);
    int overTcp = !training.wire().direct() || !local ? training.lanes().workers() : 0;
    Need driver = footprint.driver(here, overTcp);
    StringBuilder text = new StringBuilder();
    text.append(
        row(
            "driver",
            "%s of a heap of %s: shards %s, images %s"
                .formatted(
                    mb(driver.heapBytes()),
                    mb(Runtime.getRuntime().maxMemory()),
                    mb(footprint.shardsBytes()),
                    mb(footprint.imagesBytes()))));
    if (footprint.keptBytes() > 0) {
      String kept = mb(footprint.keptBytes());
      text.append(
          row(
              "of the shards",
              kept + " at most are weights as they were pulled, one copy a worker"));
    }
    text.append(row("", outside(driver)));
    if (!local) {
      Need executor = footprint.executor(1);
      text.append(
          row("an executor", "%s of heap, with one worker".formatted(mb(executor.heapBytes()))));
      text.append(row("", outside(executor)));
    }
    text.append(
        row(
            local ? "workers there" : "one more worker",
            "%s of heap and %s of arrays each"
                .formatted(mb(footprint.lane().heapBytes()), mb(footprint.lane().offHeapBytes()))));
    return text.toString();
  }

  private static String outside(Need need) {
    return "%s outside it: arrays %s, network %s, the JVM the rest"
        .formatted(mb(need.outsideBytes()), mb(need.nativeBytes()), mb(need.directBytes()));
  }

  private static Footprint footprint(TrainingSettings training) {
    return Footprint.of(training, Engine.load());
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
