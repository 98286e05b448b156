package org.tengen.jobs;

import java.util.Map;
import org.tengen.jobs.settings.JobName;

/** The jobs that have settings. */
final class Jobs {
  private Jobs() {}

  static Map<JobName, Job> all(Terminal terminal) {
    Job training = new NetworkJob(terminal, StopSignal::install);
    return Map.of(
        JobName.TRAIN_NEXT_WORD,
        training,
        JobName.TRAIN_LM,
        training,
        JobName.TRAIN_GO,
        training,
        JobName.TRAIN_WORD2VEC,
        new Word2VecJob(terminal, StopSignal::install),
        JobName.COMPARE,
        training,
        JobName.SIMULATE,
        new SimulateJob(terminal, StopSignal::install),
        JobName.CHECK,
        new CheckJob(terminal),
        JobName.SERVER,
        new ServerJob(terminal, StopSignal::install),
        JobName.GTP,
        new GtpJob(terminal, System.in),
        JobName.MATCH,
        new MatchJob(terminal, StopSignal::install));
  }
}
