package org.tengen.ps.training;

import java.io.Serializable;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.codec.Coding;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;

/**
 * What is trained, by how many lanes, and how they are kept together.
 *
 * @param lanes the number of lanes
 * @param codec how pushes travel
 */
public record Training(
    TableSpec table, Layout layout, int lanes, Strategy strategy, Budget budget, Codec codec)
    implements Serializable {
  public Training {
    codec.requireFitting(strategy, table.blocks().stream().map(Block::optimiser).toList());
    if (layout.length() != table.length()) {
      throw new IllegalArgumentException(
          "layout of " + layout.length() + " floats: the table has " + table.length());
    }
    Course.require(lanes, strategy, budget);
  }

  /** A training whose pushes travel as raw floats. */
  public Training(TableSpec table, Layout layout, int lanes, Strategy strategy, Budget budget) {
    this(table, layout, lanes, strategy, budget, new Codec.Float32());
  }

  /** What a lane must know to encode its pushes. */
  public Coding coding() {
    return new Coding(codec, table.statistics(), lanes, pushes());
  }

  /** How it goes. */
  public Course course() {
    return new Course(lanes, strategy, budget);
  }

  /** The pushes that end the run when all are applied. */
  public long pushes() {
    return course().pushes();
  }
}
