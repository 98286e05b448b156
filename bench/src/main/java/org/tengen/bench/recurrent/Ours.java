package org.tengen.bench.recurrent;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.tengen.models.Engine;
import org.tengen.models.Replica;
import org.tengen.models.SeriesBatch;

/** Tengen's replica, on the thread that asks. */
final class Ours implements Contender {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Replica<SeriesBatch> replica;
  private final SeriesBatch first;
  private final SeriesBatch next;

  Ours(Problem problem) {
    replica = Engine.load().languageModel(problem.settings());
    first = problem.batch(true);
    next = problem.batch(false);
  }

  @Override
  public String label() {
    return "Tengen";
  }

  /** The first weights. */
  float[] parameters() {
    float[] values = new float[replica.length()];
    replica.parameters().get(0, values);
    return values;
  }

  @Override
  public Gradient gradient() {
    double loss = replica.step(first, 0) / first.samples();
    float[] values = new float[replica.length()];
    replica.gradient().get(0, values);
    return new Gradient(loss, values);
  }

  @Override
  public Took steps(int count) {
    Took took = new Took(new double[count], new double[count]);
    for (int step = 0; step < count; step++) {
      long started = System.nanoTime();
      long startedOnProcessor = THREADS.getCurrentThreadCpuTime();
      replica.step(next, step);
      took.processor()[step] = (THREADS.getCurrentThreadCpuTime() - startedOnProcessor) / 1e6;
      took.wall()[step] = (System.nanoTime() - started) / 1e6;
    }
    return took;
  }

  @Override
  public void close() {
    replica.close();
  }
}
