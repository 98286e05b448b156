package org.tengen.bench.codecs;

import java.time.Duration;
import org.tengen.driver.network.NextWord;
import org.tengen.driver.training.TrainingSettings;
import org.tengen.models.NetworkSettings;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.worker.Straggler;

/**
 * One way to train, which every seed runs once.
 *
 * @param clip as the setting of that name
 */
record Arm(String strategy, String optimiser, float rate, String clip, String codec) {

  /** Reads {@code STRATEGY OPTIMISER RATE CLIP CODEC}. */
  static Arm parse(String text) {
    String[] words = text.strip().split(" +", -1);
    if (words.length != 5) {
      throw new IllegalArgumentException(
          "arm=" + text + ": expected STRATEGY OPTIMISER RATE CLIP CODEC");
    }
    return new Arm(words[0], words[1], Float.parseFloat(words[2]), words[3], words[4]);
  }

  /**
   * The whole training: the network and the text of {@code tengen compare}, without stragglers.
   *
   * @param samples the budget
   */
  TrainingSettings settings(long samples, int workers, long seed) {
    return new TrainingSettings(
        new TrainingSettings.Text("wordnet31", "words", 2, 5_000, 0.02),
        new NextWord(NetworkSettings.Cell.LSTM, 5, 64, 128, 1, 0),
        new TrainingSettings.Lanes(workers, 2, Strategy.parse(strategy), Straggler.NONE)
            .with(Codec.parse(codec)),
        new TrainingSettings.Learning(
            OptimiserSettings.parse(optimiser),
            rate,
            "cosine:0.1",
            false,
            Clipping.parse(clip),
            64,
            samples,
            0),
        new TrainingSettings.Watching(4, 0, 2),
        new TrainingSettings.Wire(
            TcpSettings.defaults(), null, Duration.ofMinutes(2), Duration.ofMinutes(5)),
        seed);
  }

  @Override
  public String toString() {
    return String.join(" ", strategy, optimiser, Float.toString(rate), clip, codec);
  }
}
