package org.tengen.bench.masters;

import java.util.Locale;
import org.deeplearning4j.optimize.solvers.accumulation.encoding.threshold.FixedThresholdAlgorithm;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.deeplearning4j.spark.impl.repartitioner.NoOpRepartitioner;
import org.deeplearning4j.spark.parameterserver.training.SharedTrainingMaster;
import org.nd4j.parameterserver.distributed.conf.VoidConfiguration;
import org.tengen.dl4j.TengenTrainingMaster;

/**
 * A training master and the one thing that is varied in it: {@code tengen:STRATEGY}, {@code
 * averaging:FREQUENCY} or {@code sharing:THRESHOLD}.
 *
 * @param kind which of the three
 * @param setting what stands behind the first colon
 */
record MasterKind(String kind, String setting) {
  private static final String ADDRESS = "127.0.0.1";

  /**
   * Who trains.
   *
   * @param count of all workers
   * @param perJvm of them in one JVM
   */
  record Workers(int count, int perJvm) {}

  static MasterKind parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw unknown(text);
    }
    return new MasterKind(
        text.substring(0, colon).toLowerCase(Locale.ROOT), text.substring(colon + 1));
  }

  /**
   * Builds the master.
   *
   * @param batch examples of each worker's step, and of each element of the RDD
   * @param port that Deeplearning4j's gradient sharing may use
   */
  TrainingMaster<?, ?> build(Workers workers, int batch, long seed, int port) {
    return switch (kind) {
      case "tengen" ->
          new TengenTrainingMaster.Builder()
              .workers(workers.count())
              .strategy(setting)
              .batchSizePerWorker(batch)
              .seed(seed)
              .build();
      case "averaging" ->
          new ParameterAveragingTrainingMaster.Builder(workers.count(), batch)
              .batchSizePerWorker(batch)
              .averagingFrequency(Integer.parseInt(setting))
              .workerPrefetchNumBatches(2)
              .rddTrainingApproach(RDDTrainingApproach.Direct)
              .rngSeed(seed)
              .build();
      case "sharing" ->
          new SharedTrainingMaster.Builder(addresses(port), workers.count(), threshold(), batch)
              .batchSizePerWorker(batch)
              .workersPerNode(workers.perJvm())
              .rddTrainingApproach(RDDTrainingApproach.Direct)
              .repartitioner(new NoOpRepartitioner())
              .rngSeed(seed)
              .build();
      default -> throw unknown(toString());
    };
  }

  private FixedThresholdAlgorithm threshold() {
    return new FixedThresholdAlgorithm(Double.parseDouble(setting));
  }

  private static VoidConfiguration addresses(int port) {
    return VoidConfiguration.builder()
        .unicastPort(port)
        .networkMask(ADDRESS + "/32")
        .controllerAddress(ADDRESS)
        .build();
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "master="
            + text
            + ": expected tengen:STRATEGY, averaging:FREQUENCY or sharing:THRESHOLD,"
            + " e.g. averaging:4");
  }

  @Override
  public String toString() {
    return kind + ":" + setting;
  }
}
