package org.tengen.ps.server;

import java.util.List;
import java.util.function.IntFunction;
import org.tengen.ps.lane.Coordinator;
import org.tengen.ps.lane.CoordinatorSettings;
import org.tengen.ps.lane.LaneReport;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.training.Course;

/** A run's coordinator, with a thread in this JVM. For any thread. */
final class CoordinatorThread {
  private final Coordinator coordinator;
  private final DutyThread thread;
  private final Ending ending;

  /**
   * A coordinator that serves nobody before {@link #start}.
   *
   * @param together how many lanes meet before any of them begins
   * @param places where a shard is by now; any thread
   * @param ending told if the coordinator breaks
   */
  CoordinatorThread(
      String runId,
      Course course,
      int together,
      Deadlines deadlines,
      IntFunction<Reply.Placed> places,
      Ending ending) {
    Bell bell = new Bell();
    CoordinatorSettings settings =
        new CoordinatorSettings(
            course.lanes(),
            together,
            course.strategy().gathering().reproducible(),
            deadlines.rendezvous().toNanos());
    this.coordinator = new Coordinator(settings, places, bell);
    this.thread = new DutyThread("tengen-coordinator-" + runId, new Duty(), bell);
    this.ending = ending;
  }

  /** Where lanes join. */
  Coordinator coordinator() {
    return coordinator;
  }

  void start() {
    thread.start();
  }

  /** Ends it soon; whoever waits is refused. */
  void end() {
    thread.end();
  }

  /** Waits for the end, but not for ever. */
  void awaitEnd() {
    thread.awaitEnd();
  }

  /** What it knows of the lanes. */
  List<LaneReport> report() throws InterruptedException {
    return new Answers(ending).of("the coordinator", coordinator.report(), Answers.USUAL_S);
  }

  /** The coordinator as its thread sees it. */
  private final class Duty implements DutyThread.Duty {
    @Override
    public int doWork(long nowNs) {
      return coordinator.doWork(nowNs);
    }

    @Override
    public void broke(Throwable cause) {
      ending.broken("the coordinator broke: " + cause);
    }

    @Override
    public void end() {
      coordinator.close("the run has ended");
    }
  }
}
