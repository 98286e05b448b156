package org.tengen.bench.lab;

import java.util.List;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import picocli.CommandLine.Option;

/** The flags of what all trainings of a comparison share. */
final class SetupOptions {
  @Option(names = "--seeds", split = ",", description = "one training of each kind for each")
  List<Long> seeds = List.of(1L, 2L, 3L);

  @Option(names = "--workers", description = "simulated")
  int workers;

  @Option(names = "--batch", description = "samples of a worker's step")
  int batch = 16;

  @Option(names = "--samples", description = "of each training")
  long samples;

  @Option(names = "--evaluations", description = "of each training")
  int evaluations;

  @Option(names = "--optimiser", description = "as the setting")
  String optimiser = "adam";

  @Option(names = "--schedule", description = "as the setting")
  String schedule = "cosine:0.1";

  /** Of a comparison with a plan of its own. */
  SetupOptions(int workers, long samples, int evaluations) {
    this.workers = workers;
    this.samples = samples;
    this.evaluations = evaluations;
  }

  /** What they say. */
  Setup setup(Clipping clipping) {
    return new Setup(
        workers,
        batch,
        samples,
        evaluations,
        OptimiserSettings.parse(optimiser),
        schedule,
        clipping);
  }
}
