package org.tengen.ps.checkpoint;

import java.util.List;
import java.util.Map;
import org.tengen.ps.image.RunImage;

/**
 * A checkpoint that was read whole.
 *
 * @param name its folder's name
 * @param image what a server goes on from
 * @param facts what the run said of itself: strategy, table, seed and the like
 * @param damaged one line for each newer one that could not be used: which, and why
 */
public record Checkpoint(
    String name, RunImage image, Map<String, String> facts, List<String> damaged) {
  public Checkpoint {
    facts = Map.copyOf(facts);
    damaged = List.copyOf(damaged);
  }
}
