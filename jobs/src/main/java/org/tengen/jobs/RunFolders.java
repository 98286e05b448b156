package org.tengen.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.training.TextData;
import org.tengen.jobs.settings.JobName;
import org.tengen.web.report.Advice;
import org.tengen.web.report.Report;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.TerminalTable;
import scala.Tuple2;

/** Finds and makes run folders, before Spark is started. */
final class RunFolders {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private RunFolders() {}

  /** A new one, at {@code out} or under a name made of job and time. */
  static RunFolder create(JobName job, Optional<String> out) {
    return fresh(job.slug(), out);
  }

  /** A new one at {@code out} or under a name made of {@code what} and time. */
  static RunFolder fresh(String what, Optional<String> out) {
    return RunFolder.create(out.orElseGet(() -> named(what)), hadoop());
  }

  /** A new one for the page that lays runs side by side. */
  static RunFolder report(Optional<String> out) {
    return fresh("report", out);
  }

  /** One for pictures, which may be there. */
  static RunFolder pictures(String place) {
    return RunFolder.make("pictures", place, hadoop());
  }

  private static String named(String what) {
    return "runs/" + what + "-" + TIME.format(LocalDateTime.now(ZoneId.systemDefault()));
  }

  /** An earlier run's. */
  static RunFolder open(String run) {
    return RunFolder.open(run, hadoop());
  }

  /** An ended run's, to look at. */
  static RunFolder ended(String run) {
    return ended("RUN", run);
  }

  /**
   * The same.
   *
   * @param setting what the folder is called in errors
   */
  static RunFolder ended(String setting, String run) {
    return RunFolder.open(setting, run, hadoop());
  }

  /** The record in an earlier run's folder. */
  static RunRecord record(String run) {
    return record("resume", run);
  }

  /**
   * The same.
   *
   * @param setting what the folder is called in errors
   */
  static RunRecord record(String setting, String run) {
    return RunRecord.ofJson(
        setting,
        run,
        ended(setting, run)
            .read(RunRecord.FILE)
            .orElseThrow(
                () ->
                    new WrongSetting(
                        "%s=%s: has no %s; expected the folder of a run"
                            .formatted(setting, run, RunRecord.FILE))));
  }

  /**
   * The settings of a run that {@code job} can go on with.
   *
   * @throws WrongSetting if it is another job's, or has ended
   */
  static Map<String, String> settings(JobName job, String run) {
    RunRecord record = record(run);
    if (!record.job().equals(job.words())) {
      throw new WrongSetting(
          "resume=%s: is a run of %s; go on with it by tengen %s --resume %s"
              .formatted(run, record.job(), record.job(), run));
    }
    if (open(run).read(ResultJson.FILE).isPresent()) {
      throw new WrongSetting(
          "resume=%s: has ended; tengen report %s shows what it came to".formatted(run, run));
    }
    return record.texts();
  }

  /** The folder of the run that is resumed, or a new one. */
  static RunFolder of(Job.Order order, Optional<String> out) {
    return order.resume().isPresent()
        ? open(order.resume().get())
        : create(order.values().job(), out);
  }

  /**
   * An earlier session's record, or a new one, which is written.
   *
   * @param cluster versions of what this kind of job runs on
   */
  static RunRecord record(Job.Order order, RunFolder folder, Map<String, String> cluster) {
    return order.resume().isPresent()
        ? record(order.resume().get())
        : begin(order, folder, RunRecord.versions(cluster));
  }

  /** The same of a job without an engine. */
  static RunRecord recordWithoutEngine(
      Job.Order order, RunFolder folder, Map<String, String> cluster) {
    return order.resume().isPresent()
        ? record(order.resume().get())
        : begin(order, folder, RunRecord.versions(cluster, Map.of()));
  }

  private static RunRecord begin(Job.Order order, RunFolder folder, Map<String, String> versions) {
    RunRecord record = RunRecord.begin(order.values(), versions);
    folder.write(RunRecord.FILE, record.json());
    return record;
  }

  /** A run that never began leaves nothing; one with a training that is finished did begin. */
  static void discardUnless(boolean began, RunFolder folder) {
    if (!began) {
      try {
        for (String part : folder.store().list("")) {
          if (folder.read(part + "/" + ResultJson.FILE).isPresent()) {
            return;
          }
        }
        folder.store().delete("");
      } catch (IOException e) {
        throw new UncheckedIOException(folder.place() + " cannot be deleted", e);
      }
    }
  }

  /** Tells of a run that has ended. */
  static String conclude(Terminal terminal, RunResult result, RunFolder folder) {
    terminal.out().print(TerminalTable.of(result));
    String measured = result.versions().get(TextData.PERPLEXITY);
    if (measured != null) {
      terminal.say("");
      terminal.say("perplexity: " + measured);
    }
    if (!result.summary().isEmpty()) {
      terminal.say("");
      terminal.say(result.summary());
    }
    for (String advice : Advice.of(result)) {
      terminal.say("");
      terminal.say(advice);
    }
    terminal.say("");
    String report = folder.place() + "/" + Report.HTML;
    terminal.say("report: " + report);
    return report;
  }

  /** Hadoop's settings as Spark will have them. */
  static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    for (Tuple2<String, String> each : new SparkConf().getAllWithPrefix("spark.hadoop.")) {
      hadoop.set(each._1(), each._2());
    }
    return hadoop;
  }
}
