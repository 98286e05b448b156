package org.tengen.jobs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.corpus.CorpusException;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.training.Control;
import org.tengen.jobs.progress.ProgressPrinter;
import org.tengen.jobs.settings.TypedSettings;
import org.tengen.web.live.LiveFeed;

/**
 * What jobs that train have in common: the run's folder, its first lines, its live page, progress,
 * and the stop after a checkpoint.
 *
 * @param stops given what to do when somebody first asks to stop, says whether somebody has
 */
record TrainingRun(
    Terminal terminal, Function<Runnable, BooleanSupplier> stops, ProgressPrinter printer) {
  /** The training itself. */
  @FunctionalInterface
  interface Body {
    /** Returns where the report is. */
    String train(RunFolder folder, Control control) throws InterruptedException;
  }

  /** A job's name as it is typed. */
  static String name(Job.Order order) {
    return "tengen " + order.values().job().words();
  }

  /** What a run's record says of the cluster. */
  static Map<String, String> cluster(JavaSparkContext spark) {
    Map<String, String> cluster = new LinkedHashMap<>();
    cluster.put("spark", spark.version());
    cluster.put("master", spark.master());
    return cluster;
  }

  /**
   * Runs a training in its folder. A run that never began leaves none.
   *
   * @param what is trained, in one line
   * @throws StoppedResumable with the folder, when it was asked to stop
   */
  int over(Job.Order order, TypedSettings settings, String what, Body body)
      throws InterruptedException {
    SparkMaster.choose(settings.master());
    BooleanSupplier stop =
        stops.apply(
            () -> terminal.err().println("stopping after a checkpoint; again stops at once"));
    RunFolder folder = RunFolders.of(order, settings.out());
    AtomicBoolean began = new AtomicBoolean(order.resume().isPresent());
    try {
      terminal.say(name(order) + ": " + what);
      terminal.say("run folder: " + folder.place());
      Watching.open(settings.pagePort(), order.values().job().words(), folder.place(), terminal)
          .over(feed -> body.train(folder, control(began, stop, feed)));
      return ExitCode.DONE;
    } catch (WrongSetting | CorpusException e) {
      RunFolders.discardUnless(began.get(), folder);
      throw e;
    } catch (StoppedResumable e) {
      throw new StoppedResumable(e.getMessage() + " " + folder.place());
    }
  }

  private Control control(AtomicBoolean began, BooleanSupplier stop, LiveFeed feed) {
    return new Control(
        1,
        1,
        progress -> {
          if (progress.samples() > 0) {
            began.set(true);
          }
          printer.onProgress(progress);
        },
        stop,
        line -> {
          printer.clear();
          terminal.say(line);
        },
        feed);
  }
}
