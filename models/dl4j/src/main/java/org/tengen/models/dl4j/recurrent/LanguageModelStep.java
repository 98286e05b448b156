package org.tengen.models.dl4j.recurrent;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tengen.models.NetworkSettings;
import org.tengen.models.SeriesBatch;
import org.tengen.models.dl4j.floats.FloatMath;
import org.tengen.models.dl4j.floats.Floats;
import org.tengen.models.dl4j.floats.SplitMix;
import org.tengen.models.dl4j.softmax.SampledSoftmax;
import org.tengen.models.dl4j.softmax.SoftmaxHead;
import org.tengen.models.dl4j.softmax.Targets;

/**
 * The language model's loss and gradient, computed straight on the flat parameters: word vectors
 * [vocabulary][embedding], the recurrent layers, the softmax's weights [vocabulary][hidden] unless
 * they are the word vectors, and its biases. Used by one thread.
 */
public final class LanguageModelStep {
  /** Of logits at a time: the products of a whole batch at once are the quickest. */
  static final int LOGIT_BYTES = 64 << 20;

  private final NetworkSettings.LanguageModel settings;
  private final int vocabulary;
  private final int hidden;
  private final WordVectors vectors;
  private final RecurrentStack stack;

  /** What the softmax reads. */
  private final Reading top;

  private final int weightsAt;
  private final int biasAt;
  private final SoftmaxHead head;

  /** What takes the head's place in training, if anything. */
  private final @Nullable SampledSoftmax sampled;

  private int series;
  private int steps;
  private Floats logits = Floats.allocate(0);

  /** A step of that network. */
  public LanguageModelStep(NetworkSettings.LanguageModel settings, FloatMath math) {
    this.settings = settings;
    vocabulary = settings.vocabulary();
    hidden = settings.recurrent().outputs();
    vectors = new WordVectors(vocabulary, settings.embedding());
    stack = new RecurrentStack(settings.recurrent(), vectors.parameters(), math);
    top = new Reading(hidden, settings.recurrent().dropout());
    int behind = Math.addExact(vectors.parameters(), stack.parameters());
    weightsAt = settings.tied() ? 0 : behind;
    biasAt = settings.tied() ? behind : Math.addExact(behind, hidden * vocabulary);
    head = new SoftmaxHead(math, hidden, vocabulary, LOGIT_BYTES);
    sampled =
        settings.sampled() == 0
            ? null
            : new SampledSoftmax(math, hidden, vocabulary, settings.sampled());
  }

  /** Floats of parameters. */
  public int parameters() {
    return Math.addExact(biasAt, vocabulary);
  }

  /** What the layers carry: nothing yet. */
  public CarriedState newState() {
    return stack.newState();
  }

  /**
   * Writes every position of {@code gradient} and returns the summed loss in nats, which a sampled
   * softmax estimates.
   *
   * @param state of the batch before, which becomes that of this one
   * @param seed where the step's randomness starts
   */
  public double gradient(
      SeriesBatch batch, Floats parameters, Floats gradient, CarriedState state, long seed) {
    SplitMix seeds = new SplitMix(seed);
    Targets targets = targets(batch); // what is refused moves no state
    forward(batch, parameters, state, seeds);
    double loss = head(targets, parameters, gradient, seeds);
    if (!settings.tied()) {
      vectors.clear(gradient);
    }
    Floats back = stack.backward(parameters, top.restored(), steps, gradient);
    vectors.add(back, batch.words(), gradient);
    return loss;
  }

  private double head(Targets targets, Floats parameters, Floats gradient, SplitMix seeds) {
    return sampled == null
        ? head.gradient(rows(), headOf(parameters), headOf(gradient), targets)
        : sampled.gradient(rows(), headOf(parameters), headOf(gradient), targets, seeds.next());
  }

  /** The summed loss in nats, over all words. */
  public double loss(SeriesBatch batch, Floats parameters, CarriedState state) {
    Targets targets = targets(batch);
    forward(batch, parameters, state, null);
    return head.loss(rows(), headOf(parameters), targets);
  }

  /**
   * Writes for each position how probable each word is, [steps][series][vocabulary].
   *
   * @param state of the batch before, which becomes that of this one
   */
  public void probabilities(
      SeriesBatch batch, Floats parameters, CarriedState state, FloatBuffer into) {
    forward(batch, parameters, state, null);
    head.probabilities(rows(), headOf(parameters), into);
  }

  private void forward(
      SeriesBatch batch, Floats parameters, CarriedState state, @Nullable SplitMix seeds) {
    state.begin(batch);
    resize(batch);
    readBefore(batch, parameters, state);
    vectors.gather(parameters, batch.words(), stack.input());
    top.read(stack.forward(parameters, state, seeds));
    if (seeds != null) {
      top.drop(seeds.next());
    }
  }

  /** Chunk by chunk, so that no more than a chunk is in memory. */
  private void readBefore(SeriesBatch batch, Floats parameters, CarriedState state) {
    int chunk = batch.words().length;
    for (int from = 0; from < batch.before().length; from += chunk) {
      int[] words = Arrays.copyOfRange(batch.before(), from, from + chunk);
      vectors.gather(parameters, words, stack.input());
      stack.forward(parameters, state, null);
    }
  }

  private SoftmaxHead.Rows rows() {
    return new SoftmaxHead.Rows(
        series * steps, top.values().pointer(), top.deltas().pointer(), logits.pointer());
  }

  private SoftmaxHead.Parameters headOf(Floats flat) {
    return new SoftmaxHead.Parameters(
        flat.part(weightsAt, (long) hidden * vocabulary).pointer(),
        flat.part(biasAt, vocabulary).buffer());
  }

  private Targets targets(SeriesBatch batch) {
    return Targets.of(batch.targets(), SeriesBatch.NOTHING, vocabulary);
  }

  private void resize(SeriesBatch batch) {
    if (batch.series() == series && batch.steps() == steps) {
      return;
    }
    logits.free();
    series = batch.series();
    steps = batch.steps();
    stack.resize(series, steps);
    top.resize(series * steps);
    long chunk = SoftmaxHead.chunk(series * steps, vocabulary, LOGIT_BYTES);
    logits = Floats.allocate(chunk * vocabulary);
  }

  /** Gives the memory back. */
  public void free() {
    logits.free();
    top.free();
    stack.free();
    if (sampled != null) {
      sampled.free();
    }
  }
}
