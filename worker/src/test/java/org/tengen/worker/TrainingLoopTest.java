package org.tengen.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.protocol.Opening;
import org.tengen.ps.protocol.StepTimes;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.table.Range;

final class TrainingLoopTest {
  private static final int BUDGET = 3;

  private final RecordingSession session = new RecordingSession(5);
  private final HalvingReplica replica = new HalvingReplica();
  private final ManualTime time = new ManualTime();

  private StepTotals run(Clipping clipping, Straggler straggler) throws InterruptedException {
    var settings = new TrainingLoop.Settings(1, clipping, List.of(new Range(0, 2)), straggler);
    return new TrainingLoop<>(settings, replica, FlatReplica.Numbered::new, time).run(session);
  }

  @Test
  void pushesTheGradientOfEachClocksBatchFromWhereTheLaneGoesOn() throws InterruptedException {
    run(new Clipping.None(), Straggler.NONE);

    assertThat(session.pushes)
        .containsExactly("5: [10.0, 5.0] of 2", "6: [12.0, 6.0] of 2", "7: [14.0, 7.0] of 2");
  }

  @Test
  void givesEachStepItsOwnRandomnessFromTheClockAlone() throws InterruptedException {
    run(new Clipping.None(), Straggler.NONE);
    List<Long> first = List.copyOf(replica.seeds);
    session.granted = 0;
    session.at = 5;
    replica.seeds.clear();

    run(new Clipping.None(), Straggler.NONE);

    assertThat(replica.seeds).isEqualTo(first).doesNotHaveDuplicates();
  }

  @Test
  void clipsTheMeanGradientBeforeItIsPushed() throws InterruptedException {
    run(new Clipping.ByValue(3), Straggler.NONE);

    assertThat(session.pushes.get(0)).isEqualTo("5: [6.0, 5.0] of 2");
  }

  @Test
  void tellsComputingFromWaitingForACoreAndFromStraggling() throws InterruptedException {
    StepTotals totals = run(new Clipping.None(), Straggler.parse("0:3x"));

    // a step takes 70 ns of CPU time in 100 ns; the straggler sleeps twice the former
    assertThat(totals)
        .isEqualTo(
            new StepTotals(
                3,
                6,
                36,
                210,
                90,
                420,
                11,
                22,
                new Traffic(1, 2, 3, 4, 5),
                // 70 ns are in the bucket from 64 to 72
                new StepTimes(32, List.of(3L)),
                opening(3)));
    assertThat(session.progress).isEqualTo(totals);
  }

  /** So many steps of the replica below, each made three times as long. */
  private static Opening opening(int steps) {
    List<Opening.Piece> pieces = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      pieces.add(new Opening.Piece(Opening.Activity.COMPUTING, 70));
      pieces.add(new Opening.Piece(Opening.Activity.WAITING_FOR_CORE, 30));
      pieces.add(new Opening.Piece(Opening.Activity.STRAGGLING, 140));
    }
    return new Opening(0, pieces);
  }

  @Test
  void tellsWhatItDidInItsFirstStepsOneThingAfterTheOther() throws InterruptedException {
    session.takes = 50;
    session.parks = 40;

    StepTotals totals = run(new Clipping.None(), Straggler.NONE);

    assertThat(totals.opening().pieces())
        .extracting(Opening.Piece::activity, Opening.Piece::ns)
        .containsExactly(
            tuple(Opening.Activity.IDLE, 40L),
            tuple(Opening.Activity.SENDING, 10L),
            tuple(Opening.Activity.COMPUTING, 70L),
            tuple(Opening.Activity.WAITING_FOR_CORE, 30L),
            // a push is sent before its acknowledgement is waited for
            tuple(Opening.Activity.SENDING, 10L),
            // the wait for it, and that of the next pull
            tuple(Opening.Activity.IDLE, 80L),
            tuple(Opening.Activity.SENDING, 10L),
            tuple(Opening.Activity.COMPUTING, 70L),
            tuple(Opening.Activity.WAITING_FOR_CORE, 30L),
            tuple(Opening.Activity.SENDING, 10L),
            tuple(Opening.Activity.IDLE, 80L),
            tuple(Opening.Activity.SENDING, 10L),
            tuple(Opening.Activity.COMPUTING, 70L),
            tuple(Opening.Activity.WAITING_FOR_CORE, 30L),
            tuple(Opening.Activity.SENDING, 10L),
            tuple(Opening.Activity.IDLE, 80L),
            tuple(Opening.Activity.SENDING, 10L));
  }

  @Test
  void remembersTenStepsOfTheFirstLanesAndNoMore() throws InterruptedException {
    session.budget = 25;
    List<Opening.Piece> first = run(new Clipping.None(), Straggler.NONE).opening().pieces();
    session.lane = Opening.LANES;
    session.granted = 0;
    List<Opening.Piece> later = run(new Clipping.None(), Straggler.NONE).opening().pieces();

    assertThat(first)
        .filteredOn(piece -> piece.activity() == Opening.Activity.COMPUTING)
        .hasSize(10);
    assertThat(later).isEmpty();
  }

  /** Its gradient is the clock times its two parameters, its loss twice the clock. */
  private final class HalvingReplica extends FlatReplica {
    private final List<Long> seeds = new ArrayList<>();

    HalvingReplica() {
      super(2);
    }

    @Override
    public double step(Numbered batch, long randomSeed) {
      seeds.add(randomSeed);
      gradient().put(0, parameters().get(0) * batch.step());
      gradient().put(1, parameters().get(1) * batch.step());
      time.wall += 100;
      time.cpu += 70;
      return 2 * batch.step();
    }
  }

  private static final class ManualTime implements WorkerTime {
    private long wall;
    private long cpu;

    @Override
    public long wallNs() {
      return wall;
    }

    @Override
    public long cpuNs() {
      return cpu;
    }

    @Override
    public void sleepNs(long ns) {
      wall += ns;
    }
  }

  @Test
  void goesOnAtTheClockThatThePullHasReadFor() throws InterruptedException {
    session.behind = 10;
    run(new Clipping.None(), Straggler.NONE);

    assertThat(session.pushes)
        .containsExactly("15: [30.0, 15.0] of 2", "26: [52.0, 26.0] of 2", "37: [74.0, 37.0] of 2");
  }

  @Test
  void stopsBetweenTwoIterationsWhenItsWorkerIsWantedForAnotherLane() throws InterruptedException {
    session.wantedAfter = 2;
    run(new Clipping.None(), Straggler.NONE);

    assertThat(session.pushes).hasSize(2);
    assertThat(session.granted).isEqualTo(2);
    assertThat(session.progress.iterations()).isEqualTo(2);
  }

  /** Grants three pulls of the parameters (2, 1) and remembers what is pushed. */
  private final class RecordingSession implements LaneSession {
    private long at;
    private final List<String> pushes = new ArrayList<>();
    private int granted;
    private int budget = BUDGET;
    private int lane;

    /** Nanoseconds that a pull or a push takes, and those in which it is parked. */
    private long takes;

    private long parks;
    private long idle = 11;

    /** How far a pull's clock is behind that of the others. */
    private long behind;

    /** How many pushes are made before the worker is wanted for another lane; -1 for never. */
    private int wantedAfter = -1;

    private StepTotals progress = StepTotals.NOTHING;

    RecordingSession(long start) {
      this.at = start;
    }

    @Override
    public int lane() {
      return lane;
    }

    @Override
    public long clock() {
      return at;
    }

    @Override
    public boolean pull(long clock, FloatBuffer into) {
      into.put(0, 2).put(1, 1);
      at = clock + behind;
      move();
      return granted++ < budget;
    }

    @Override
    public void push(long clock, FloatBuffer gradient, int samples) {
      pushes.add(clock + ": [" + gradient.get(0) + ", " + gradient.get(1) + "] of " + samples);
      move();
    }

    private void move() {
      time.wall += takes;
      idle += parks;
    }

    @Override
    public void progress(StepTotals totals) {
      progress = totals;
    }

    @Override
    public boolean wantedElsewhere() {
      return pushes.size() == wantedAfter;
    }

    @Override
    public long idleNs() {
      return idle;
    }

    @Override
    public long sendingNs() {
      return 22;
    }

    @Override
    public Traffic traffic() {
      return new Traffic(1, 2, 3, 4, 5);
    }

    @Override
    public void close() {}
  }
}
