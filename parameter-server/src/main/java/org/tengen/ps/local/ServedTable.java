package org.tengen.ps.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.strategy.Sent;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Block;
import org.tengen.ps.training.TableSpec;

/**
 * The table that the server has of a model's. Where lanes push gradients it is the model's own.
 * Where they push how far their weights went, no optimiser of the server's touches it; and if their
 * optimisers' state is averaged too, its arrays follow the weights as values that are no gradient.
 */
public final class ServedTable {
  private static final Schedule UNUSED = new Schedule.Constant(1);

  private ServedTable() {}

  /** The server's table for {@code model}. */
  public static TableSpec of(TableSpec model, Sent sent) {
    if (!sent.fromOwnWeights()) {
      return model;
    }
    List<Block> blocks = new ArrayList<>();
    for (Block block : model.blocks()) {
      blocks.add(new Block(block.range(), new OptimiserSettings.Added(), UNUSED));
    }
    List<Range> values = new ArrayList<>(model.statistics());
    int length = model.length();
    if (sent.sharesState()) {
      int whole = Math.multiplyExact(length, 1 + stateArrays(model));
      if (whole > length) {
        values.add(new Range(length, whole));
      }
      length = whole;
    }
    return new TableSpec(length, blocks, values);
  }

  /** The server's table before the first update: the model's weights, and no state. */
  public static float[] initial(TableSpec served, float[] weights) {
    return Arrays.copyOf(weights, served.length());
  }

  /** How many arrays of state the model's neediest optimiser has. */
  static int stateArrays(TableSpec model) {
    return model.blocks().stream()
        .mapToInt(block -> block.optimiser().optimiser().stateArrays())
        .max()
        .orElse(0);
  }
}
