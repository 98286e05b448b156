package org.tengen.models.dl4j.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
  private final List<RecurrentLayer> layers = new ArrayList<>();

  /** Where the softmax's parameters begin. */
  private final int headAt;

  private final SoftmaxHead head;
  private final Dropout outputDropout;

  private int batch;
  private int[] ids = {};
  private Floats lastDeltas = Floats.allocate(0);
  private Floats logits = Floats.allocate(0);

  public NextWordStep(NetworkSettings.NextWord settings, FloatMath math) {
    vocabulary = settings.vocabulary();
    window = settings.window();
    hidden = settings.hidden();
    table = new EmbeddingTable(vocabulary, settings.embedding());
    int at = table.parameters();
    for (int layer = 0; layer < settings.layers(); layer++) {
      RecurrentLayer next = new RecurrentLayer(settings, layer, at, math);
      layers.add(next);
      at = Math.addExact(at, next.parameters());
    }
    headAt = at;
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
    Floats last = recur(parameters, layer -> layer.drop(seeds.next()));
    outputDropout.forward(last, batch * hidden, seeds.next());
    double loss =
        head.gradient(
            new SoftmaxHead.Rows(batch, last.pointer(), lastDeltas.pointer(), logits.pointer()),
            headOf(parameters),
            headOf(gradient),
            Targets.of(words.targets(), vocabulary));
    outputDropout.backward(lastDeltas);
    table.scatter(back(parameters, gradient), ids, gradient);
    return loss;
  }

  /** The summed loss in nats. */
  public double loss(WindowBatch words, Floats parameters) {
    look(words, parameters);
    Floats last = recur(parameters, layer -> {});
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
    table.gather(parameters, ids, layers.get(0).input());
  }

  /**
   * The uppermost layer's outputs of the last time step, [batch][hidden].
   *
   * @param before done with each layer when it has what it reads
   */
  private Floats recur(Floats parameters, Consumer<RecurrentLayer> before) {
    RecurrentLayer lowest = layers.get(0);
    before.accept(lowest);
    Floats outputs = lowest.forward(parameters);
    for (RecurrentLayer layer : layers.subList(1, layers.size())) {
      layer.read(outputs);
      before.accept(layer);
      outputs = layer.forward(parameters);
    }
    return outputs.part((window - 1L) * batch * hidden, (long) batch * hidden);
  }

  /** From {@link #lastDeltas} through all layers; the gradient of the words' vectors. */
  private Floats back(Floats parameters, Floats gradient) {
    Floats outer = lastDeltas;
    int steps = 1;
    for (int i = layers.size() - 1; i >= 0; i--) {
      outer = layers.get(i).backward(parameters, outer, steps, gradient);
      // a layer below the uppermost feeds every time step of the one above it
      steps = window;
    }
    return outer;
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
    layers.forEach(layer -> layer.resize(batch, window));
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
    layers.forEach(RecurrentLayer::free);
  }
}
