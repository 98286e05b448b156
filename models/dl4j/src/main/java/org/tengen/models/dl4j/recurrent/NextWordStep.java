package org.tengen.models.dl4j.recurrent;

import java.nio.FloatBuffer;
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
public final class NextWordStep implements WindowStep {
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

  @Override
  public int window() {
    return window;
  }

  @Override
  public String expected() {
    return Integer.toString(window);
  }

  @Override
  public int parameters() {
    return Math.addExact(headAt, (hidden + 1) * vocabulary);
  }

  @Override
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

  @Override
  public double loss(WindowBatch words, Floats parameters) {
    return head.loss(
        forward(words, parameters), headOf(parameters), Targets.of(words.targets(), vocabulary));
  }

  /** Writes for each window how probable each word is, [samples][vocabulary]. */
  public void probabilities(WindowBatch words, Floats parameters, FloatBuffer into) {
    head.probabilities(forward(words, parameters), headOf(parameters), into);
  }

  /** What the softmax reads, without dropout. */
  private SoftmaxHead.Rows forward(WindowBatch words, Floats parameters) {
    look(words, parameters);
    Floats last = lastOf(stack.forward(parameters, null, null));
    return new SoftmaxHead.Rows(batch, last.pointer(), lastDeltas.pointer(), logits.pointer());
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

  @Override
  public void free() {
    freeScratch();
    stack.free();
  }
}
