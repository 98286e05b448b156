package org.tengen.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

class BenchmarksTest {
  /** Each benchmark, with what it is run for. */
  private static final List<String> NAMES =
      List.of(
          "adam",
          "apply:adagrad",
          "apply:adam",
          "apply:adamw",
          "apply:momentum",
          "apply:nesterov",
          "apply:rmsprop",
          "apply:sgd",
          "applyRows:adagrad",
          "applyRows:sgd",
          "axpy",
          "axpyOfParts",
          "axpyOfRows",
          "copy",
          "decode:bfloat16",
          "decode:float32",
          "decode:int8",
          "decode:threshold:800",
          "decode:threshold:800+momentum:0.9",
          "decode:topk:0.001",
          "decode:topk:0.001+momentum:0.9",
          "decodeGaps",
          "decodeNumbers",
          "decodePull",
          "decodePush",
          "encode:bfloat16",
          "encode:float32",
          "encode:int8",
          "encode:threshold:800",
          "encode:threshold:800+momentum:0.9",
          "encode:topk:0.001",
          "encode:topk:0.001+momentum:0.9",
          "encodeGaps",
          "encodeNumbers",
          "encodePull",
          "encodePush",
          "gatherRows:adagrad",
          "gatherRows:sgd",
          "loss",
          "playout:light",
          "playout:uniform",
          "push:adam",
          "push:sgd",
          "read",
          "step");

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
      String label = result.getPrimaryResult().getLabel();
      String chosen =
          Stream.of("optimiser", "codec", "policy")
              .map(result.getParams()::getParam)
              .filter(Objects::nonNull)
              .map(value -> ":" + value)
              .collect(Collectors.joining());
      names.add(label + chosen);
    }
    assertThat(names).containsExactlyElementsOf(NAMES);
  }
}
