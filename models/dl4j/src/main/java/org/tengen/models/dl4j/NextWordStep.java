package org.tengen.models.dl4j;

import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.WindowBatch;

/**
 * The next-word network's loss and gradient, computed straight on the flat parameters.
 *
 * <p>It is what Deeplearning4j computes for the same configuration, without its array objects and
 * workspaces, and with one matrix product for all gates and time steps. Used by one thread.
 */
final class NextWordStep {
  private final int vocabulary;
  private final int window;
  private final int embedding;
  private final int hidden;
  private final EmbeddingTable table;
  private final RecurrentCell cell;
  private final SoftmaxHead head;
  private final Dropout inputDropout;
  private final Dropout outputDropout;

  private int batch;
  private int[] ids = {};
  private Floats vectors = Floats.allocate(0);
  private Floats vectorDeltas = Floats.allocate(0);
  private Floats lastDeltas = Floats.allocate(0);
  private Floats logits = Floats.allocate(0);

  NextWordStep(NetworkSettings.NextWord settings, FloatMath math) {
    vocabulary = settings.vocabulary();
    window = settings.window();
    embedding = settings.embedding();
    hidden = settings.hidden();
    table = new EmbeddingTable(vocabulary, embedding);
    cell =
        settings.cell() == Cell.LSTM
            ? new LstmCell(math, embedding, hidden)
            : new SimpleRnnCell(math, embedding, hidden);
    head = new SoftmaxHead(math, hidden, vocabulary);
    inputDropout = new Dropout(settings.dropout());
    outputDropout = new Dropout(settings.dropout());
  }

  /** Floats of parameters. */
  int parameters() {
    return Math.addExact(table.parameters(), cell.parameters() + (hidden + 1) * vocabulary);
  }

  /**
   * Writes every position of {@code gradient} and returns the summed loss in nats.
   *
   * @param seed where the dropout's randomness starts
   */
  double gradient(WindowBatch words, Floats parameters, Floats gradient, long seed) {
    SplitMix seeds = new SplitMix(seed);
    look(words, parameters);
    inputDropout.forward(vectors, ids.length * embedding, seeds.next());
    Floats last = recur(parameters);
    outputDropout.forward(last, batch * hidden, seeds.next());
    double loss =
        head.gradient(
            new SoftmaxHead.Rows(batch, last.pointer(), lastDeltas.pointer(), logits.pointer()),
            headOf(parameters),
            headOf(gradient),
            Targets.of(words.targets(), vocabulary));
    outputDropout.backward(lastDeltas);
    cell.backward(cellOf(parameters), vectors, lastDeltas, 1, cellOf(gradient), vectorDeltas);
    inputDropout.backward(vectorDeltas);
    table.scatter(vectorDeltas, ids, gradient);
    return loss;
  }

  /** The summed loss in nats. */
  double loss(WindowBatch words, Floats parameters) {
    look(words, parameters);
    Floats last = recur(parameters);
    return head.loss(
        new SoftmaxHead.Rows(batch, last.pointer(), lastDeltas.pointer(), logits.pointer()),
        headOf(parameters),
        Targets.of(words.targets(), vocabulary));
  }

  /** Fills {@link #vectors} with the words'. */
  private void look(WindowBatch words, Floats parameters) {
    resize(words.samples());
    for (int sample = 0; sample < batch; sample++) {
      for (int step = 0; step < window; step++) {
        ids[step * batch + sample] = words.contexts()[sample * window + step];
      }
    }
    table.gather(parameters, ids, vectors);
  }

  /** The last time step's outputs, [batch][hidden]. */
  private Floats recur(Floats parameters) {
    Floats outputs = cell.forward(cellOf(parameters), vectors, batch, window);
    return outputs.part((window - 1L) * batch * hidden, (long) batch * hidden);
  }

  private Floats cellOf(Floats flat) {
    return flat.part(table.parameters(), cell.parameters());
  }

  private SoftmaxHead.Parameters headOf(Floats flat) {
    int at = table.parameters() + cell.parameters();
    Floats weights = flat.part(at, (long) hidden * vocabulary);
    Floats bias = flat.part(at + (long) hidden * vocabulary, vocabulary);
    return new SoftmaxHead.Parameters(weights.pointer(), bias.buffer());
  }

  private void resize(int samples) {
    if (samples == batch) {
      return;
    }
    freeScratch();
    batch = samples;
    ids = new int[batch * window];
    vectors = Floats.allocate((long) ids.length * embedding);
    vectorDeltas = Floats.allocate((long) ids.length * embedding);
    lastDeltas = Floats.allocate((long) batch * hidden);
    logits = Floats.allocate((long) SoftmaxHead.chunk(batch, vocabulary) * vocabulary);
  }

  private void freeScratch() {
    vectors.free();
    vectorDeltas.free();
    lastDeltas.free();
    logits.free();
  }

  /** Gives the memory back. */
  void free() {
    freeScratch();
    cell.free();
  }
}
