package org.tengen.jobs.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.WrongSetting;

/**
 * Where the values of settings come from: default, then the job's file, what Spark was started
 * with, the run that is resumed, and the flags, each beating the ones before.
 */
public final class Sources {
  private static final String SPARK_MASTER = "spark.master";

  private final JobFile file;
  private final Function<String, @Nullable String> spark;
  private final BiFunction<JobName, String, Map<String, String>> runs;

  Sources(
      JobFile file,
      Function<String, @Nullable String> spark,
      BiFunction<JobName, String, Map<String, String>> runs) {
    this.file = file;
    this.spark = spark;
    this.runs = runs;
  }

  /**
   * The sources of this process.
   *
   * @param runs reads the settings of a run folder that the job is to go on with
   */
  public static Sources ofProcess(BiFunction<JobName, String, Map<String, String>> runs) {
    return new Sources(JobFile.find(), System::getProperty, runs);
  }

  /**
   * What was asked for on the command line.
   *
   * @param conf the file to read instead of the job's own
   * @param resume the run folder to go on with
   * @param flags texts by key
   */
  public record Asked(
      JobName job, Optional<String> conf, Optional<String> resume, Map<String, String> flags) {}

  /**
   * The job's values.
   *
   * @throws WrongSetting for whatever cannot be
   */
  public Values resolve(Asked asked) {
    JobName job = asked.job;
    Layer flags = Layer.flags(asked.flags);
    List<Layer> layers = new ArrayList<>();
    layers.add(file.read(job, asked.conf));
    layers.add(sparkLayer(job));
    if (asked.resume.isPresent()) {
      String run = asked.resume.get();
      layers.add(Resumption.layer(job, run, runs.apply(job, run), flags));
    }
    layers.add(flags);
    Values values = Resolution.resolve(job, layers);
    refuseTwoMasters(values);
    return values;
  }

  private Layer sparkLayer(JobName job) {
    String master = spark.apply(SPARK_MASTER);
    boolean known = Catalogue.of(job).contains(ClusterCatalogue.MASTER);
    return master == null || !known
        ? Layer.EMPTY
        : new Layer(
            Map.of(
                ClusterCatalogue.MASTER.key(),
                new Layer.Entry(master, Origin.spark(SPARK_MASTER))));
  }

  /** Spark takes the master that it was started with: another one behind it would be ignored. */
  private void refuseTwoMasters(Values values) {
    String given = spark.apply(SPARK_MASTER);
    if (given == null || !values.has(ClusterCatalogue.MASTER)) {
      return;
    }
    String chosen = values.text(ClusterCatalogue.MASTER);
    if (!Objects.equals(given, chosen)) {
      throw new WrongSetting(
          "master=%s: Spark was started with master %s already; leave one of them away (%s)"
              .formatted(chosen, given, values.origin(ClusterCatalogue.MASTER)));
    }
  }
}
