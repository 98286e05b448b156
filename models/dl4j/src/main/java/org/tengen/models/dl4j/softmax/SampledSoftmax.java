package org.tengen.models.dl4j.softmax;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.tengen.models.dl4j.floats.Blas;
import org.tengen.models.dl4j.floats.FloatMath;
import org.tengen.models.dl4j.floats.Floats;
import org.tengen.models.dl4j.floats.SplitMix;

/**
 * The gradient of {@link SoftmaxHead} estimated from some classes (Bengio and Senecal 2008; Jean,
 * Cho, Memisevic and Bengio 2015): each row's own, and as many others as wanted, drawn from {@link
 * LogUniform} with replacement, once for all rows.
 *
 * <p>From the logit of a class that was drawn goes the logarithm of how often it is expected among
 * the draws, so that their exponentials estimate the sum over all other classes. A row's own class
 * counts once and for certain; draws of it do not count for the row. Used by one thread; the memory
 * is its own. The same seed gives the same bits.
 */
public final class SampledSoftmax {
  private final FloatMath math;
  private final int inputs;
  private final int classes;
  private final int drawn;
  private final LogUniform proposal;
  private final int[] ids;

  /** [drawn][inputs]. */
  private final Floats weights;

  private final Floats weightDeltas;

  /** [chunk][drawn]. */
  private Floats logits = Floats.allocate(0);

  private int room;
  private final float[] bias;
  private final float[] biasDeltas;
  private final float[] row;
  private final float[] values;
  private final float[] own;
  private final float[] deltas;

  /** For each row the gradient of its own class's logit. */
  private float[] ownDeltas = {};

  /**
   * A head.
   *
   * @param drawn classes beside each row's own, at least 1
   */
  public SampledSoftmax(FloatMath math, int inputs, int classes, int drawn) {
    this.math = math;
    this.inputs = inputs;
    this.classes = classes;
    this.drawn = drawn;
    proposal = new LogUniform(classes);
    ids = new int[drawn];
    weights = Floats.allocate((long) drawn * inputs);
    weightDeltas = Floats.allocate((long) drawn * inputs);
    bias = new float[drawn];
    biasDeltas = new float[drawn];
    row = new float[drawn];
    values = new float[inputs];
    own = new float[inputs];
    deltas = new float[inputs];
  }

  /** Floats that {@code rows} rows take outside the heap. */
  public static long offHeap(int rows, int inputs, int drawn) {
    return 2L * drawn * inputs + (long) SoftmaxHead.chunk(rows, drawn) * drawn;
  }

  /**
   * Writes all gradients and returns an estimate of the summed loss in nats, which is a little too
   * small on average.
   *
   * @param rows whose scratch is not used
   * @param parameters with a bias
   * @param gradients with a bias
   * @param targets classes, no probabilities
   */
  public double gradient(
      SoftmaxHead.Rows rows,
      SoftmaxHead.Parameters parameters,
      SoftmaxHead.Parameters gradients,
      Targets targets,
      long seed) {
    Layer layer = new Layer(parameters, classes, inputs);
    Layer written = new Layer(gradients, classes, inputs);
    draw(layer, seed);
    resize(rows.count());
    Arrays.fill(biasDeltas, 0f);
    double loss = 0;
    for (int first = 0; first < rows.count(); first += room) {
      loss += chunk(rows, layer, targets, first, Math.min(room, rows.count() - first));
    }
    written.clear();
    scatter(rows, written, targets);
    return loss;
  }

  /** Weights and biases, row by row. */
  private static final class Layer {
    final FloatPointer pointer;
    final FloatBuffer weights;
    final FloatBuffer bias;

    Layer(SoftmaxHead.Parameters parameters, int classes, int inputs) {
      pointer = parameters.weights();
      weights = new FloatPointer(pointer).capacity((long) classes * inputs).asBuffer();
      bias = Objects.requireNonNull(parameters.bias(), "bias");
    }

    void clear() {
      Pointer.memset(pointer, 0, (long) weights.capacity() * Float.BYTES);
      for (int i = 0; i < bias.capacity(); i++) {
        bias.put(i, 0f);
      }
    }
  }

  private void draw(Layer layer, long seed) {
    SplitMix random = new SplitMix(seed);
    for (int i = 0; i < drawn; i++) {
      ids[i] = proposal.draw(random);
      layer.weights.get(ids[i] * inputs, own, 0, inputs);
      weights.put(i * inputs, own, 0, inputs);
      bias[i] = layer.bias.get(ids[i]) - correction(ids[i]);
    }
  }

  private float correction(int id) {
    return (float) StrictMath.log(drawn * proposal.chance(id));
  }

  /** The loss of some rows; writes their gradients, and adds to those of the classes drawn. */
  private double chunk(SoftmaxHead.Rows rows, Layer layer, Targets targets, int first, int count) {
    FloatPointer from = Blas.at(rows.values(), (long) first * inputs);
    FloatPointer back = Blas.at(rows.gradient(), (long) first * inputs);
    Blas.multiplyByTransposed(count, drawn, inputs, from, weights.pointer(), 0f, logits.pointer());
    FloatBuffer fromBuffer = buffer(from, count);
    double loss = 0;
    for (int r = 0; r < count; r++) {
      fromBuffer.get(r * inputs, values, 0, inputs);
      loss += lossOf(r, first + r, layer, targets);
    }
    Blas.multiply(count, inputs, drawn, logits.pointer(), weights.pointer(), 0f, back);
    Blas.multiplyTransposed(
        drawn, inputs, count, logits.pointer(), from, first == 0 ? 0f : 1f, weightDeltas.pointer());
    FloatBuffer backBuffer = buffer(back, count);
    for (int r = 0; r < count; r++) {
      addOwn(backBuffer, r, first + r, layer, targets);
    }
    return loss;
  }

  private FloatBuffer buffer(FloatPointer rows, int count) {
    return new FloatPointer(rows).capacity((long) count * inputs).asBuffer();
  }

  /** Turns row {@code r} of the logits into its gradient. */
  private double lossOf(int r, int sample, Layer layer, Targets targets) {
    float weight = targets.weight(sample);
    ownDeltas[sample] = 0f;
    if (weight == 0f) {
      Arrays.fill(row, 0f);
      logits.put(r * drawn, row, 0, drawn);
      return 0;
    }
    int id = targets.id(sample);
    layer.weights.get(id * inputs, own, 0, inputs);
    float ownLogit = dot() + layer.bias.get(id);
    logits.get(r * drawn, row, 0, drawn);
    float largest = Math.max(ownLogit, math.addAndMax(row, 0, drawn, bias));
    math.exp(row, 0, drawn, largest);
    double sum = FloatMath.exp(ownLogit - largest);
    for (int i = 0; i < drawn; i++) {
      row[i] = ids[i] == id ? 0f : row[i];
      sum += row[i];
    }
    float scale = (float) (weight / sum);
    for (int i = 0; i < drawn; i++) {
      row[i] *= scale;
      biasDeltas[i] += row[i];
    }
    ownDeltas[sample] = scale * FloatMath.exp(ownLogit - largest) - weight;
    logits.put(r * drawn, row, 0, drawn);
    return weight * (largest + Math.log(sum) - ownLogit);
  }

  private float dot() {
    float sum = 0;
    for (int i = 0; i < inputs; i++) {
      sum += values[i] * own[i];
    }
    return sum;
  }

  /** Adds to a row's gradient what comes through its own class. */
  private void addOwn(FloatBuffer back, int r, int sample, Layer layer, Targets targets) {
    float delta = ownDeltas[sample];
    if (delta == 0f) {
      return;
    }
    back.get(r * inputs, deltas, 0, inputs);
    layer.weights.get(targets.id(sample) * inputs, own, 0, inputs);
    for (int i = 0; i < inputs; i++) {
      deltas[i] += delta * own[i];
    }
    back.put(r * inputs, deltas, 0, inputs);
  }

  /** Adds what every class has got to its gradient. */
  private void scatter(SoftmaxHead.Rows rows, Layer gradient, Targets targets) {
    for (int i = 0; i < drawn; i++) {
      weightDeltas.get(i * inputs, values, 0, inputs);
      add(gradient, ids[i], 1f, biasDeltas[i]);
    }
    FloatBuffer from = buffer(rows.values(), rows.count());
    for (int sample = 0; sample < rows.count(); sample++) {
      if (ownDeltas[sample] != 0f) {
        from.get(sample * inputs, values, 0, inputs);
        add(gradient, targets.id(sample), ownDeltas[sample], ownDeltas[sample]);
      }
    }
  }

  /** Adds {@code values} times a factor to a class's weights, and {@code ofBias} to its bias. */
  private void add(Layer gradient, int id, float factor, float ofBias) {
    gradient.weights.get(id * inputs, own, 0, inputs);
    for (int i = 0; i < inputs; i++) {
      own[i] += factor * values[i];
    }
    gradient.weights.put(id * inputs, own, 0, inputs);
    gradient.bias.put(id, gradient.bias.get(id) + ofBias);
  }

  private void resize(int count) {
    if (ownDeltas.length != count) {
      logits.free();
      room = SoftmaxHead.chunk(count, drawn);
      logits = Floats.allocate((long) room * drawn);
      ownDeltas = new float[count];
    }
  }

  /** Gives the memory back. */
  public void free() {
    weights.free();
    weightDeltas.free();
    logits.free();
  }
}
