package org.tengen.models.dl4j.recurrent;

import org.bytedeco.javacpp.Pointer;
import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.dl4j.floats.FloatMath;
import org.tengen.models.dl4j.floats.Floats;

/**
 * One of the recurrent layers of a {@link NextWordStep}: its cell, the series that it reads, and
 * the dropout of that. One thread; the memory is its own, and given back by {@link #free}.
 */
final class RecurrentLayer {
  private final RecurrentCell cell;
  private final Dropout dropout;
  private final int inputs;
  private final int at;
  private int batch;
  private int time;

  /** [time][batch][inputs]. */
  private Floats input = Floats.allocate(0);

  private Floats inputDeltas = Floats.allocate(0);

  /**
   * One layer of a network.
   *
   * @param layer counted from 0 at the embedding
   * @param at where its parameters begin in the network's
   */
  RecurrentLayer(NetworkSettings.NextWord settings, int layer, int at, FloatMath math) {
    this.at = at;
    inputs = settings.inputs(layer);
    cell =
        settings.cell() == Cell.LSTM
            ? new LstmCell(math, inputs, settings.hidden())
            : new SimpleRnnCell(math, inputs, settings.hidden());
    dropout = new Dropout(settings.dropout());
  }

  /** Floats of parameters. */
  int parameters() {
    return cell.parameters();
  }

  /** Where the series that it reads is written, time-major, before {@link #forward}. */
  Floats input() {
    return input;
  }

  /** Reads the outputs of the layer below. */
  void read(Floats outputs) {
    Pointer.memcpy(input.pointer(), outputs.pointer(), (long) rows() * inputs * Float.BYTES);
  }

  /** Takes numbers out of what it reads. */
  void drop(long seed) {
    dropout.forward(input, rows() * inputs, seed);
  }

  /**
   * Its outputs, [time][batch][hidden], valid until the next call.
   *
   * @param flat the network's parameters
   */
  Floats forward(Floats flat) {
    return cell.forward(own(flat), input, batch, time);
  }

  /**
   * Writes its part of the network's gradient, and gives the one of what was read before the
   * dropout, valid until the next call.
   *
   * @param flat the network's parameters
   * @param outer with regard to its outputs of the last {@code steps} time steps
   */
  Floats backward(Floats flat, Floats outer, int steps, Floats gradient) {
    cell.backward(own(flat), input, outer, steps, own(gradient), inputDeltas);
    dropout.backward(inputDeltas);
    return inputDeltas;
  }

  private Floats own(Floats flat) {
    return flat.part(at, cell.parameters());
  }

  private int rows() {
    return batch * time;
  }

  /** Makes room for a batch's series. */
  void resize(int newBatch, int newTime) {
    freeSeries();
    batch = newBatch;
    time = newTime;
    input = Floats.allocate((long) rows() * inputs);
    inputDeltas = Floats.allocate((long) rows() * inputs);
  }

  private void freeSeries() {
    input.free();
    inputDeltas.free();
  }

  /** Gives the memory back. */
  void free() {
    freeSeries();
    cell.free();
  }
}
