package org.tengen.bench.ps;

import java.util.Arrays;
import java.util.List;
import org.tengen.ps.table.Layout;

/**
 * A copy of the weights and an addition ({@code w += a g}) to them, in arrays of a slice each: the
 * three vectors that a pull and a push move, so that caches hold as much of them.
 */
final class CeilingMain {
  private CeilingMain() {}

  /** Arguments: a {@link Work}. The copy is said as a pull, the addition as a push. */
  public static void main(String[] arguments) {
    Work work = Work.parse(arguments);
    float[][] weights = slices(work.layout());
    float[][] pulled = slices(work.layout());
    float[][] gradient = slices(work.layout());
    ProcessCpu cpu = new ProcessCpu(List.of(ProcessCpu.mine()));
    long[] copyNs = new long[work.rounds()];
    long[] axpyNs = new long[work.rounds()];
    long[] bothNs = new long[work.rounds()];
    long cpuNs = 0;
    for (int round = -work.warmUp(); round < work.rounds(); round++) {
      cpuNs = round == 0 ? -cpu.nanos() : cpuNs;
      long began = System.nanoTime();
      for (int slice = 0; slice < weights.length; slice++) {
        System.arraycopy(weights[slice], 0, pulled[slice], 0, weights[slice].length);
      }
      long copied = System.nanoTime();
      for (int slice = 0; slice < weights.length; slice++) {
        axpy(weights[slice], gradient[slice], 1e-3f);
      }
      long added = System.nanoTime();
      copyNs[Math.max(0, round)] = copied - began;
      axpyNs[Math.max(0, round)] = added - copied;
      bothNs[Math.max(0, round)] = added - began;
    }
    cpuNs += cpu.nanos();
    Figures figures =
        new Figures(Rounds.median(copyNs), Rounds.median(axpyNs), Rounds.median(bothNs), cpuNs);
    System.out.println(figures.line());
  }

  private static void axpy(float[] w, float[] g, float a) {
    for (int i = 0; i < w.length; i++) {
      w[i] += a * g[i];
    }
  }

  private static float[][] slices(Layout layout) {
    float[][] slices = new float[layout.slices()][];
    for (int slice = 0; slice < slices.length; slice++) {
      slices[slice] = new float[layout.slice(slice).length()];
      Arrays.fill(slices[slice], 1e-3f);
    }
    return slices;
  }
}
