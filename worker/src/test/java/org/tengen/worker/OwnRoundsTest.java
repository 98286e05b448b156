package org.tengen.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.local.ServedTable;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.strategy.Sent;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.TableSpec;

/** One weight, whose gradient is the number of its step; the rate is 1. */
class OwnRoundsTest {
  private final Server server = new Server();

  private void run(String strategy, String optimiser) throws InterruptedException {
    Sent sent = Strategy.parse(strategy).sent();
    TableSpec model =
        TableSpec.uniform(
            1, List.of(), OptimiserSettings.parse(optimiser), new Schedule.Constant(1));
    int served = ServedTable.of(model, sent).length();
    TrainingLoop.Own own = new TrainingLoop.Own(sent, model, served, 2, 8);
    TrainingLoop.Settings settings =
        new TrainingLoop.Settings(
            1, new Clipping.None(), List.of(new Range(0, 1)), Straggler.NONE, own);
    new TrainingLoop<>(settings, new Counting(), FlatReplica.Numbered::new, WorkerTime.system())
        .run(server);
  }

  @Test
  void pushesTheChangeOfSeveralStepsFromThePulledWeights() throws InterruptedException {
    server.grants = 2;
    run("local:3", "sgd");
    // steps 0, 1, 2 from 10, and 3, 4, 5 from 20; two samples each
    assertThat(server.pushes).containsExactly("0: [-18.0] of 6", "1: [-72.0] of 6");
    assertThat(server.steps).containsExactly(10f, 10f, 9f, 20f, 17f, 13f);
  }

  @Test
  void keepsTheVelocityFromRoundToRoundOrForgetsIt() throws InterruptedException {
    server.grants = 2;
    run("local:1", "momentum:0.5");
    server.grants = 2;
    run("local:1+reset", "momentum:0.5");
    // from clock 2 on, where the server is when the second lane begins
    assertThat(server.pushes)
        .containsExactly("0: [0.0] of 2", "1: [-2.0] of 2", "2: [-4.0] of 2", "3: [-6.0] of 2");
  }

  @Test
  void aLaneThatMovesBeginsWithoutTheStateThatItKept() throws InterruptedException {
    server.clock = 1;
    server.grants = 2;
    run("local:1", "momentum:0.5");
    assertThat(server.pushes).containsExactly("1: [-2.0] of 2", "2: [-5.0] of 2");

    server.pushes.clear();
    server.clock = 2;
    server.grants = 1;
    run("local:1", "momentum:0.5");
    assertThat(server.pushes).containsExactly("2: [-4.0] of 2");
  }

  @Test
  void aLaneThatMovesHasTheStateThatIsAveraged() throws InterruptedException {
    server.clock = 2;
    server.grants = 1;
    server.state = 4;
    run("local:1+averaged", "momentum:0.5");
    // the velocity is 0.5 * 4 - 2
    assertThat(server.pushes).containsExactly("2: [0.0, 0.0] of 2");
  }

  @Test
  void isDrawnToTheCentreAsItReadsItAfterItsSteps() throws InterruptedException {
    server.grants = 2;
    run("easgd:2:0.25", "sgd");
    // From 10 by steps 0 and 1 to 9; the centre is then 20: both move by a quarter of -11, to
    // 11.75. From there by steps 2 and 3 to 6.75; the centre is 30: a quarter of -23.25.
    assertThat(server.pushes).containsExactly("0: [-11.0] of 4", "1: [-23.25] of 4");
  }

  @Test
  void anElasticLaneThatMovesBeginsAtTheCentre() throws InterruptedException {
    server.clock = 1;
    server.pulls = 3;
    server.grants = 1;
    run("easgd:1:0.5", "sgd");
    // from 40 by step 1 to 39; the centre is then 50
    assertThat(server.steps).containsExactly(40f, 44.5f);
    assertThat(server.pushes).containsExactly("1: [-11.0] of 2");
  }

  /** Remembers the weight of each step. */
  private final class Counting extends FlatReplica {
    Counting() {
      super(1);
    }

    @Override
    public double step(Numbered batch, long randomSeed) {
      server.steps.add(parameters().get(0));
      gradient().put(0, (float) (2 * batch.step()));
      return 0;
    }
  }

  /** Its weight is ten times the number of pulls; it grants some pushes. */
  private static final class Server implements LaneSession {
    private final List<String> pushes = new ArrayList<>();
    private final List<Float> steps = new ArrayList<>();
    private long clock;
    private int pulls;
    private int grants;
    private float state;

    @Override
    public int lane() {
      return 0;
    }

    @Override
    public long clock() {
      return clock;
    }

    @Override
    public boolean pull(long atClock, FloatBuffer into) {
      clock = atClock;
      pulls++;
      into.put(0, 10f * pulls);
      if (into.limit() > 1) {
        into.put(1, state);
      }
      return grants > 0;
    }

    @Override
    public void push(long atClock, FloatBuffer pushed, int samples) {
      List<Float> floats = new ArrayList<>();
      for (int i = 0; i < pushed.limit(); i++) {
        floats.add(pushed.get(i) + 0f);
      }
      pushes.add(atClock + ": " + floats + " of " + samples);
      grants--;
    }

    @Override
    public void progress(StepTotals totals) {}

    @Override
    public boolean wantedElsewhere() {
      return false;
    }

    @Override
    public long idleNs() {
      return 0;
    }

    @Override
    public long sendingNs() {
      return 0;
    }

    @Override
    public Traffic traffic() {
      return Traffic.NOTHING;
    }

    @Override
    public void close() {}
  }
}
