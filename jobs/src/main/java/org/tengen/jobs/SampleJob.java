package org.tengen.jobs;

import java.math.BigDecimal;
import java.util.List;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.training.TextWriter;
import org.tengen.driver.training.TrainingSettings;
import org.tengen.jobs.settings.TypedSettings;

/** {@code tengen sample RUN}: goes on with a text as the network of an ended run would. */
final class SampleJob {
  private static final BigDecimal HOTTEST = BigDecimal.valueOf(100);

  private final Terminal terminal;

  /**
   * What is asked for.
   *
   * @param run the folder of an ended training on text
   * @param prompt with what the text begins; may be empty
   * @param words how many follow
   * @param temperature 0 to take the most probable word, 1 to draw as the network would
   */
  record Order(String run, String prompt, int words, double temperature, long seed) {
    /** Reads the flags' texts. */
    static Order of(String run, String prompt, String words, String temperature, String seed) {
      return new Order(run, prompt, words(words), temperature(temperature), seed(seed));
    }

    private static int words(String text) {
      if (!text.matches("\\d{1,7}") || Integer.parseInt(text) == 0) {
        throw new WrongSetting(
            "words=" + text + ": expected a whole number from 1 to 9999999 (flag --words)");
      }
      return Integer.parseInt(text);
    }

    private static double temperature(String text) {
      boolean number = text.matches("\\d{1,3}(\\.\\d{1,9})?");
      if (!number || new BigDecimal(text).compareTo(HOTTEST) > 0) {
        throw new WrongSetting(
            "temperature="
                + text
                + ": expected a number from 0 to 100, e.g. 0.8 (flag --temperature)");
      }
      return Double.parseDouble(text);
    }

    private static long seed(String text) {
      if (!text.matches("\\d{1,18}")) {
        throw new WrongSetting(
            "seed=" + text + ": expected a whole number of 0 or more (flag --seed)");
      }
      return Long.parseLong(text);
    }
  }

  SampleJob(Terminal terminal) {
    this.terminal = terminal;
  }

  int run(Order order) {
    RunFolder folder = RunFolders.ended(order.run());
    RunRecord record = RunFolders.record("RUN", order.run());
    List<TrainingSettings> trainings =
        TypedSettings.ofRun(order.run(), record.job(), record.texts()).trainings();
    if (trainings.size() > 1) {
      throw new WrongSetting(
          "RUN=%s: is a comparison of %d networks; expected the folder of one training"
              .formatted(order.run(), trainings.size()));
    }
    TextWriter writer = TextWriter.open(folder, trainings.get(0));
    List<String> unknown = writer.unknown(order.prompt());
    if (!unknown.isEmpty()) {
      terminal
          .err()
          .println("prompt: not in the vocabulary, and read as one: " + String.join(" ", unknown));
    }
    terminal.say(writer.goOn(order.prompt(), order.words(), order.temperature(), order.seed()));
    return ExitCode.DONE;
  }
}
