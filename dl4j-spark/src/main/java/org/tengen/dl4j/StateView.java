package org.tengen.dl4j;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Updater state between Deeplearning4j's layout and the server's.
 *
 * <p>Deeplearning4j has one flat view, block after block, in each block slot after slot. The server
 * has for each slot one float at each position of the parameters: slot 0 is Adam's m, Nesterov's
 * velocity or Adagrad's sum of squares, slot 1 Adam's v.
 */
final class StateView {
  /** Slots that the server keeps at most. */
  static final int SLOTS = 2;

  private StateView() {}

  /** The view's state by slot and position; zero where a block has no such slot. */
  static float[][] toSlots(TrainingPlan plan, @Nullable INDArray view) {
    float[][] slots = new float[SLOTS][plan.length()];
    if (view == null) {
      return slots;
    }
    float[] state = view.reshape(view.length()).toFloatVector();
    for (UpdateBlock block : plan.blocks()) {
      for (int slot = 0; slot < block.slots(); slot++) {
        System.arraycopy(
            state, start(block, slot), slots[slot], block.positions().from(), size(block));
      }
    }
    return slots;
  }

  /** Writes the slots into the view; a block that training does not move keeps its state. */
  static void fromSlots(TrainingPlan plan, List<float[]> slots, @Nullable INDArray view) {
    if (view == null) {
      return;
    }
    float[] state = view.reshape(view.length()).toFloatVector();
    for (UpdateBlock block : plan.blocks()) {
      for (int slot = 0; block.trained() && slot < block.slots(); slot++) {
        System.arraycopy(
            slots.get(slot), block.positions().from(), state, start(block, slot), size(block));
      }
    }
    view.assign(Nd4j.createFromArray(state).reshape(view.shape()).castTo(view.dataType()));
  }

  private static int start(UpdateBlock block, int slot) {
    return block.state().from() + slot * size(block);
  }

  private static int size(UpdateBlock block) {
    return block.positions().length();
  }
}
