package org.tengen.driver.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.run.RunFolder;
import org.tengen.ps.checkpoint.Checkpoint;
import org.tengen.ps.checkpoint.Checkpoints;
import org.tengen.ps.image.RunImage;

/**
 * What a training keeps in its run folder to go on from: its checkpoints, and in each how often the
 * rate had been halved, and why. Sessions of a training follow each other; what one of before still
 * wants to write when the next has begun is not written. Thread-safe.
 */
final class Kept {
  private static final String CHECKPOINTS = "checkpoints";
  private static final String LOWERED = "rate-lowered-";

  private final RunFolder folder;
  private final Checkpoints checkpoints;
  private List<String> lowered = List.of();
  private int session;

  /** What is in {@code folder}; of the newest checkpoints, {@code count} stay. */
  Kept(RunFolder folder, int count) {
    this.folder = folder;
    this.checkpoints = new Checkpoints(folder.store(), CHECKPOINTS, count);
  }

  RunFolder folder() {
    return folder;
  }

  /** The next session begins; returns its number, which it writes with. */
  synchronized int begin() {
    return ++session;
  }

  /** The session that writes has ended, well or not. */
  synchronized void end() {
    session++;
  }

  /** How often the rate was halved so far. */
  synchronized int halvings() {
    return lowered.size();
  }

  /** Why, each time in one line. */
  synchronized List<String> lowered() {
    return lowered;
  }

  /** The rate is halved once more, and why. */
  synchronized void halve(String why) {
    List<String> more = new ArrayList<>(lowered);
    more.add(why);
    lowered = List.copyOf(more);
  }

  /**
   * The newest that is whole. In a new process the rate is halved as often as in it.
   *
   * @throws WrongSetting if there are some, and none is whole
   */
  synchronized Optional<Checkpoint> newest() {
    try {
      Optional<Checkpoint> newest = checkpoints.newest();
      newest.ifPresent(
          checkpoint -> {
            List<String> then = lowered(checkpoint.facts());
            lowered = then.size() > lowered.size() ? then : lowered;
          });
      return newest;
    } catch (IOException e) {
      throw new WrongSetting("resume: " + e.getMessage(), e);
    }
  }

  private static List<String> lowered(Map<String, String> facts) {
    List<String> lowered = new ArrayList<>();
    for (String why = facts.get(LOWERED + 0); why != null; ) {
      lowered.add(why);
      why = facts.get(LOWERED + lowered.size());
    }
    return List.copyOf(lowered);
  }

  /** Writes one of session {@code from}, if that goes on; returns its path. */
  synchronized Optional<String> write(int from, RunImage image, Map<String, String> facts)
      throws IOException {
    if (from != session) {
      return Optional.empty();
    }
    Map<String, String> all = new LinkedHashMap<>(facts);
    for (int i = 0; i < lowered.size(); i++) {
      all.put(LOWERED + i, lowered.get(i));
    }
    return Optional.of(path(checkpoints.write(image, all)));
  }

  /** Drops those of after so many samples, and those that nobody finishes any more. */
  synchronized void dropAfter(long samples) {
    try {
      checkpoints.dropAfter(samples);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From where a training goes on whose weights are lost. */
  synchronized String whole() {
    return newest()
        .map(checkpoint -> path(checkpoint.name()) + " is whole")
        .orElse("there is no checkpoint, but the beginning");
  }

  private String path(String name) {
    return folder.place() + "/" + CHECKPOINTS + "/" + name;
  }
}
