package org.tengen.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

class BenchmarksTest {
  @Test
  void everyBenchmarkRunsAtAToySize() throws RunnerException {
    // another JMH may run on this machine; nothing is timed here
    System.setProperty("jmh.ignoreLock", "true");

    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(1))
                    .param("floats", "131072")
                    .param("sentences", "100")
                    .shouldFailOnError(true)
                    .build())
            .run();

    Set<String> names = new TreeSet<>();
    for (RunResult result : results) {
      String optimiser = result.getParams().getParam("optimiser");
      names.add(result.getPrimaryResult().getLabel() + (optimiser == null ? "" : ":" + optimiser));
    }
    assertThat(names)
        .containsExactly(
            "adam",
            "apply:adagrad",
            "apply:adam",
            "apply:adamw",
            "apply:momentum",
            "apply:nesterov",
            "apply:rmsprop",
            "apply:sgd",
            "axpy",
            "copy",
            "decodePull",
            "decodePush",
            "encodePull",
            "encodePush",
            "loss",
            "read",
            "step");
  }
}
