package org.tengen.models.dl4j.recurrent;

import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.tengen.models.NetworkSettings;
import org.tengen.models.WindowBatch;
import org.tengen.models.dl4j.floats.Blas;
import org.tengen.models.dl4j.floats.FloatMath;
import org.tengen.models.dl4j.floats.Floats;
import org.tengen.models.dl4j.floats.SplitMix;
import org.tengen.models.dl4j.softmax.SoftmaxHead;
import org.tengen.models.dl4j.softmax.Targets;

/**
 * The middle-word network's loss and gradient, computed straight on the flat parameters: word
 * vectors [vocabulary][embedding], the recurrent layers, the softmax's weights
 * [vocabulary][outputs] and its biases. The word that is asked for is a vector of zeros in its
 * place. Used by one thread.
 */
public final class MiddleWordStep implements WindowStep {
  private final int vocabulary;
  private final int side;
  private final int outputs;
  private final WordVectors vectors;
  private final RecurrentStack stack;

  /** What the softmax reads: the outputs at the middle. */
  private final Reading top;

  private final int headAt;
  private final SoftmaxHead head;

  private int batch;
  private int[] before = {};
  private int[] after = {};

  /** Of the uppermost layer's outputs from the middle on, [1 + side][batch][outputs]. */
  private Floats outer = Floats.allocate(0);

  private Floats logits = Floats.allocate(0);

  /** A step of that network. */
  public MiddleWordStep(NetworkSettings.MiddleWord settings, FloatMath math) {
    vocabulary = settings.vocabulary();
    side = settings.side();
    outputs = settings.recurrent().outputs();
    vectors = new WordVectors(vocabulary, settings.embedding());
    stack = new RecurrentStack(settings.recurrent(), vectors.parameters(), math);
    top = new Reading(outputs, settings.recurrent().dropout());
    headAt = Math.addExact(vectors.parameters(), stack.parameters());
    head = new SoftmaxHead(math, outputs, vocabulary);
  }

  @Override
  public int window() {
    return 2 * side;
  }

  @Override
  public String expected() {
    return "%d, %d words on each side".formatted(2 * side, side);
  }

  @Override
  public int parameters() {
    return Math.addExact(headAt, Math.multiplyExact(outputs + 1, vocabulary));
  }

  @Override
  public double gradient(WindowBatch words, Floats parameters, Floats gradient, long seed) {
    SplitMix seeds = new SplitMix(seed);
    forward(words, parameters, seeds);
    double loss = head.gradient(rows(), headOf(parameters), headOf(gradient), targets(words));
    long block = (long) batch * outputs * Float.BYTES;
    Pointer.memcpy(outer.pointer(), top.restored().pointer(), block);
    Floats back = stack.backward(parameters, outer, 1 + side, gradient);
    vectors.clear(gradient);
    vectors.add(back, before, gradient);
    vectors.add(behind(back), after, gradient);
    return loss;
  }

  @Override
  public double loss(WindowBatch words, Floats parameters) {
    forward(words, parameters, null);
    return head.loss(rows(), headOf(parameters), targets(words));
  }

  private void forward(WindowBatch words, Floats parameters, @Nullable SplitMix seeds) {
    resize(words.samples());
    look(words, parameters);
    Floats series = stack.forward(parameters, null, seeds);
    top.read(series.part((long) side * batch * outputs, (long) batch * outputs));
    if (seeds != null) {
      top.drop(seeds.next());
    }
  }

  /** Gives the lowest layer the words' vectors, and zeros between them. */
  private void look(WindowBatch words, Floats parameters) {
    for (int sample = 0; sample < batch; sample++) {
      for (int step = 0; step < side; step++) {
        int at = 2 * side * sample + step;
        before[step * batch + sample] = words.contexts()[at];
        after[step * batch + sample] = words.contexts()[at + side];
      }
    }
    Floats input = stack.input();
    long block = (long) batch * vectors.size();
    vectors.gather(parameters, before, input);
    Pointer.memset(Blas.at(input.pointer(), side * block), 0, block * Float.BYTES);
    vectors.gather(parameters, after, behind(input));
  }

  /** What follows the middle, of [1 + 2 side][batch][embedding]. */
  private Floats behind(Floats series) {
    long block = (long) batch * vectors.size();
    return series.part((side + 1) * block, side * block);
  }

  private SoftmaxHead.Rows rows() {
    return new SoftmaxHead.Rows(
        batch, top.values().pointer(), top.deltas().pointer(), logits.pointer());
  }

  private SoftmaxHead.Parameters headOf(Floats flat) {
    long weights = (long) outputs * vocabulary;
    return new SoftmaxHead.Parameters(
        flat.part(headAt, weights).pointer(), flat.part(headAt + weights, vocabulary).buffer());
  }

  private Targets targets(WindowBatch words) {
    return Targets.of(words.targets(), vocabulary);
  }

  private void resize(int samples) {
    if (samples == batch) {
      return;
    }
    freeScratch();
    batch = samples;
    before = new int[batch * side];
    after = new int[batch * side];
    stack.resize(batch, 1 + 2 * side);
    top.resize(batch);
    outer = Floats.zeros((1L + side) * batch * outputs);
    logits = Floats.allocate((long) SoftmaxHead.chunk(batch, vocabulary) * vocabulary);
  }

  private void freeScratch() {
    outer.free();
    logits.free();
  }

  @Override
  public void free() {
    freeScratch();
    top.free();
    stack.free();
  }
}
