package org.tengen.models.dl4j.recurrent;

import org.jspecify.annotations.Nullable;
import org.tengen.models.RecurrentLayers;
import org.tengen.models.dl4j.floats.FloatMath;
import org.tengen.models.dl4j.floats.Floats;

/**
 * One of the layers of a {@link RecurrentStack}: what it reads, its cell, and the normalisation of
 * that one's outputs, whose parameters lie behind the cell's. One thread; the memory is its own,
 * and given back by {@link #free}.
 */
final class RecurrentLayer {
  private final Reading reading;
  private final RecurrentCell cell;
  private final @Nullable LayerNorm norm;
  private final int at;
  private int batch;
  private int time;

  /**
   * One layer of a stack.
   *
   * @param layer counted from 0 at the lowest
   * @param at where its parameters begin in the network's
   */
  RecurrentLayer(RecurrentLayers settings, int layer, int at, FloatMath math) {
    this.at = at;
    int inputs = settings.inputs(layer);
    reading = new Reading(inputs, settings.dropout());
    cell =
        settings.bothWays()
            ? new BothWays(
                oneWay(settings, inputs, math),
                oneWay(settings, inputs, math),
                inputs,
                settings.hidden())
            : oneWay(settings, inputs, math);
    norm = settings.normalised() ? new LayerNorm(settings.outputs()) : null;
  }

  private static RecurrentCell oneWay(RecurrentLayers settings, int inputs, FloatMath math) {
    return RecurrentCell.of(settings.cell(), math, inputs, settings.hidden());
  }

  /** Floats of parameters. */
  int parameters() {
    return cell.parameters() + (norm == null ? 0 : norm.parameters());
  }

  /** Floats that each series carries from one time step to the next. */
  int carried() {
    return cell.carried();
  }

  /** What it reads, time-major, to be written before {@link #forward}. */
  Reading reading() {
    return reading;
  }

  /**
   * Its outputs, [time][batch][outputs], valid until the next call.
   *
   * @param flat the network's parameters
   * @param state what its series carry, read and written; null for series that begin and end here
   */
  Floats forward(Floats flat, float @Nullable [] state) {
    Floats outputs = cell.forward(ofCell(flat), reading.values(), batch, time, state);
    return norm == null ? outputs : norm.forward(ofNorm(flat), outputs, batch * time);
  }

  /**
   * Writes its part of the network's gradient, and gives the one of what was read before the
   * dropout, valid until the next call.
   *
   * @param flat the network's parameters
   * @param outer with regard to its outputs of the last {@code steps} time steps
   */
  Floats backward(Floats flat, Floats outer, int steps, Floats gradient) {
    Floats inner = norm == null ? outer : norm.backward(outer, batch * steps, ofNorm(gradient));
    cell.backward(ofCell(flat), reading.values(), inner, steps, ofCell(gradient), reading.deltas());
    return reading.restored();
  }

  private Floats ofCell(Floats flat) {
    return flat.part(at, cell.parameters());
  }

  private Floats ofNorm(Floats flat) {
    return flat.part(at + (long) cell.parameters(), parameters() - cell.parameters());
  }

  /** Makes room for a batch's series. */
  void resize(int newBatch, int newTime) {
    batch = newBatch;
    time = newTime;
    reading.resize(batch * time);
  }

  /** Gives the memory back. */
  void free() {
    reading.free();
    cell.free();
    if (norm != null) {
      norm.free();
    }
  }
}
