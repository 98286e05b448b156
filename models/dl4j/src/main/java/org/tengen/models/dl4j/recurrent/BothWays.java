package org.tengen.models.dl4j.recurrent;

import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.tengen.models.dl4j.floats.Blas;
import org.tengen.models.dl4j.floats.Floats;

/**
 * Two cells that read the same series, one from its beginning and one from its end (Schuster and
 * Paliwal 1997). A row of outputs has those of the first, then those of the second; parameters
 * likewise. Nothing is carried: the second begins where a next chunk would.
 */
final class BothWays implements RecurrentCell {
  private final RecurrentCell ahead;
  private final RecurrentCell behind;
  private final int inputs;
  private final int hidden;
  private int batch;
  private int time;

  /** [time][batch][inputs], the last time step first. */
  private Floats reversed = Floats.allocate(0);

  private Floats reversedBack = Floats.allocate(0);

  /** [time][batch][2 hidden]. */
  private Floats outputs = Floats.allocate(0);

  /** [time][batch][hidden] each. */
  private Floats outerAhead = Floats.allocate(0);

  private Floats outerBehind = Floats.allocate(0);

  BothWays(RecurrentCell ahead, RecurrentCell behind, int inputs, int hidden) {
    this.ahead = ahead;
    this.behind = behind;
    this.inputs = inputs;
    this.hidden = hidden;
  }

  @Override
  public int parameters() {
    return ahead.parameters() + behind.parameters();
  }

  @Override
  public int carried() {
    return 0;
  }

  @Override
  public Floats forward(
      Floats parameters, Floats input, int newBatch, int newTime, float @Nullable [] state) {
    resize(newBatch, newTime);
    for (int step = 0; step < time; step++) {
      int block = batch * inputs;
      Pointer.memcpy(
          Blas.at(reversed.pointer(), (time - 1L - step) * block),
          Blas.at(input.pointer(), (long) step * block),
          (long) block * Float.BYTES);
    }
    Floats first = ahead.forward(ofAhead(parameters), input, batch, time, null);
    Floats second = behind.forward(ofBehind(parameters), reversed, batch, time, null);
    float[] row = new float[hidden];
    for (int r = 0; r < time * batch; r++) {
      first.get(r * hidden, row, 0, hidden);
      outputs.put(r * 2 * hidden, row, 0, hidden);
      second.get(mirrored(r) * hidden, row, 0, hidden);
      outputs.put((r * 2 + 1) * hidden, row, 0, hidden);
    }
    return outputs;
  }

  /** The row of the reversed series that row {@code r} of the series is. */
  private int mirrored(int r) {
    return (time - 1 - r / batch) * batch + r % batch;
  }

  @Override
  public void backward(
      Floats parameters, Floats input, Floats outer, int steps, Floats gradient, Floats back) {
    split(outer, steps);
    ahead.backward(ofAhead(parameters), input, outerAhead, steps, ofAhead(gradient), back);
    behind.backward(
        ofBehind(parameters), reversed, outerBehind, time, ofBehind(gradient), reversedBack);
    float[] row = new float[inputs];
    float[] other = new float[inputs];
    for (int r = 0; r < time * batch; r++) {
      back.get(r * inputs, row, 0, inputs);
      reversedBack.get(mirrored(r) * inputs, other, 0, inputs);
      for (int i = 0; i < inputs; i++) {
        row[i] += other[i];
      }
      back.put(r * inputs, row, 0, inputs);
    }
  }

  /**
   * Gives each direction its half of {@code outer}, which has the last {@code steps} time steps.
   */
  private void split(Floats outer, int steps) {
    Pointer.memset(outerBehind.pointer(), 0, (long) time * batch * hidden * Float.BYTES);
    float[] row = new float[hidden];
    int before = (time - steps) * batch;
    for (int r = 0; r < steps * batch; r++) {
      outer.get(r * 2 * hidden, row, 0, hidden);
      outerAhead.put(r * hidden, row, 0, hidden);
      outer.get((r * 2 + 1) * hidden, row, 0, hidden);
      outerBehind.put(mirrored(before + r) * hidden, row, 0, hidden);
    }
  }

  private Floats ofAhead(Floats flat) {
    return flat.part(0, ahead.parameters());
  }

  private Floats ofBehind(Floats flat) {
    return flat.part(ahead.parameters(), behind.parameters());
  }

  private void resize(int newBatch, int newTime) {
    if (newBatch != batch || newTime != time) {
      freeSeries();
      long rows = (long) newBatch * newTime;
      reversed = Floats.allocate(rows * inputs);
      reversedBack = Floats.allocate(rows * inputs);
      outputs = Floats.allocate(rows * 2 * hidden);
      outerAhead = Floats.allocate(rows * hidden);
      outerBehind = Floats.allocate(rows * hidden);
    }
    batch = newBatch;
    time = newTime;
  }

  private void freeSeries() {
    reversed.free();
    reversedBack.free();
    outputs.free();
    outerAhead.free();
    outerBehind.free();
  }

  @Override
  public void free() {
    freeSeries();
    ahead.free();
    behind.free();
  }
}
