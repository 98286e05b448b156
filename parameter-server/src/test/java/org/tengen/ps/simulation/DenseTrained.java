package org.tengen.ps.simulation;

import java.time.Duration;
import java.util.Random;
import org.tengen.ps.client.ClientSettings;
import org.tengen.ps.client.Connector;
import org.tengen.ps.training.Course;
import org.tengen.ps.training.Training;

/** A dense table, whose places are its slices. */
record DenseTrained(DenseScenario scenario, Training training) implements Trained {
  @Override
  public Course course() {
    return new Course(training.lanes(), training.strategy(), training.budget());
  }

  @Override
  public int shards() {
    return training.layout().shards();
  }

  @Override
  public int replicas() {
    return scenario.replicas();
  }

  @Override
  public boolean keepsResidual() {
    return training.codec().keepsResidual();
  }

  @Override
  public OneHot oneHot() {
    return scenario.oneHot();
  }

  @Override
  public boolean tellsPushesApart() {
    return scenario.tellsPushesApart();
  }

  /** Whether the pushes in a slice can be told apart. */
  boolean tells(int slice) {
    return scenario.tellsPushesApart() && slice < scenario.countingSlices();
  }

  @Override
  public boolean touchesAll() {
    return true;
  }

  @Override
  public long touching(int place, int lane) {
    return -1L;
  }

  /** An answer until its deadline, then as long for what is under way, and once more to connect. */
  @Override
  public Duration patience() {
    ClientSettings usual = ClientSettings.usual(training.layout());
    return usual.reply().plus(usual.connect().multipliedBy(2));
  }

  @Override
  public LaneWork work(int lane, Connector connector, Runnable bell) {
    return new DenseWork(this, lane, connector, bell);
  }

  @Override
  public Safe safe(Random random, Happenings happenings) {
    return new DenseSafe(this, random, happenings);
  }
}
