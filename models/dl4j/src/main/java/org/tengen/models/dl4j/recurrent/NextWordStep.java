package org.tengen.models.dl4j.recurrent;

import org.tengen.models.NetworkSettings;
import org.tengen.models.WindowBatch;
import org.tengen.models.dl4j.floats.FloatMath;
import org.tengen.models.dl4j.floats.Floats;
import org.tengen.models.dl4j.floats.SplitMix;
import org.tengen.models.dl4j.softmax.SoftmaxHead;
import org.tengen.models.dl4j.softmax.Targets;

/**
 * The next-word network's loss and gradient, computed straight on the flat parameters.
 *
 * <p>It is what Deeplearning4j computes for the same configuration, without its array objects and
 * workspaces, and with one matrix product for all gates and time steps. Used by one thread.
 */
public final class NextWordStep {
  private final int vocabulary;
  private final int window;
  private final int hidden;
  private final EmbeddingTable table;
  private final RecurrentStack stack;

  /** Where the softmax's parameters begin. */
  private final int headAt;

  private final SoftmaxHead head;
  private final Dropout outputDropout;

  private int batch;
  private int[] ids = {};
  private Floats lastDeltas = Floats.allocate(0);
  private Floats logits = Floats.allocate(0);

  /** A step of that network. */
  public NextWordStep(NetworkSettings.NextWord settings, FloatMath math) {
    vocabulary = settings.vocabulary();
    window = settings.window();
    hidden = settings.hidden();
    table = new EmbeddingTable(vocabulary, settings.embedding());
    stack = new RecurrentStack(settings.recurrent(), table.parameters(), math);
    headAt = Math.addExact(table.parameters(), stack.parameters());
    head = new SoftmaxHead(math, hidden, vocabulary);
    outputDropout = new Dropout(settings.dropout());
  }

  /** Floats of parameters. */
  public int parameters() {
    return Math.addExact(headAt, (hidden + 1) * vocabulary);
  }

  /**
   * Writes every position of {@code gradient} and returns the summed loss in nats.
   *
   * @param seed where the dropout's randomness starts
   */
  public double gradient(WindowBatch words, Floats parameters, Floats gradient, long seed) {
    SplitMix seeds = new SplitMix(seed);
    look(words, parameters);
    Floats last = lastOf(stack.forward(parameters, null, seeds));
    outputDropout.forward(last, batch * hidden, seeds.next());
    double loss =
        head.gradient(
            new SoftmaxHead.Rows(batch, last.pointer(), lastDeltas.pointer(), logits.pointer()),
            headOf(parameters),
            headOf(gradient),
            Targets.of(words.targets(), vocabulary));
    outputDropout.backward(lastDeltas);
    table.scatter(stack.backward(parameters, lastDeltas, 1, gradient), ids, gradient);
    return loss;
  }

  /** The summed loss in nats. */
  public double loss(WindowBatch words, Floats parameters) {
    look(words, parameters);
    Floats last = lastOf(stack.forward(parameters, null, null));
    return head.loss(
        new SoftmaxHead.Rows(batch, last.pointer(), lastDeltas.pointer(), logits.pointer()),
        headOf(parameters),
        Targets.of(words.targets(), vocabulary));
  }

  /** Gives the lowest layer the words' vectors. */
  private void look(WindowBatch words, Floats parameters) {
    resize(words.samples());
    for (int sample = 0; sample < batch; sample++) {
      for (int step = 0; step < window; step++) {
        ids[step * batch + sample] = words.contexts()[sample * window + step];
      }
    }
    table.gather(parameters, ids, stack.input());
  }

  /** The outputs of the last time step, [batch][hidden]. */
  private Floats lastOf(Floats outputs) {
    return outputs.part((window - 1L) * batch * hidden, (long) batch * hidden);
  }

  private SoftmaxHead.Parameters headOf(Floats flat) {
    Floats weights = flat.part(headAt, (long) hidden * vocabulary);
    Floats bias = flat.part(headAt + (long) hidden * vocabulary, vocabulary);
    return new SoftmaxHead.Parameters(weights.pointer(), bias.buffer());
  }

  private void resize(int samples) {
    if (samples == batch) {
      return;
    }
    freeScratch();
    batch = samples;
    ids = new int[batch * window];
    stack.resize(batch, window);
    lastDeltas = Floats.allocate((long) batch * hidden);
    logits = Floats.allocate((long) SoftmaxHead.chunk(batch, vocabulary) * vocabulary);
  }

  private void freeScratch() {
    lastDeltas.free();
    logits.free();
  }

  /** Gives the memory back. */
  public void free() {
    freeScratch();
    stack.free();
  }
}
