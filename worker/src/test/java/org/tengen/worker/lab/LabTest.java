package org.tengen.worker.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.server.LaneStatistics;
import org.tengen.ps.server.Statistics;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.training.Training;
import org.tengen.worker.BatchSource;

class LabTest {
  private static final int LANES = 4;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bsp",
        "bsp:backup=1",
        "ssp:2",
        "asp",
        "asp:lr/tau",
        "asp:dc",
        "softsync:2",
        "local:3",
        "local:3+averaged",
        "local:3+reset",
        "easgd:3"
      })
  void endsInTheSameBitsForTheSameSeedAndInOthersForAnother(String strategy) {
    Outcome first = new Small(strategy, "adam", LANES, 12, 1).run("any:3x@10%");
    Outcome again = new Small(strategy, "adam", LANES, 12, 1).run("any:3x@10%");
    Outcome other = new Small(strategy, "adam", LANES, 12, 2).run("any:3x@10%");

    assertThat(first.finished()).isTrue();
    assertThat(again.image().weights()).isEqualTo(first.image().weights());
    assertThat(again.ns()).isEqualTo(first.ns());
    assertThat(again.statistics()).isEqualTo(first.statistics());
    assertThat(other.image().weights()).isNotEqualTo(first.image().weights());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bsp", "local:3", "local:3+averaged", "local:3+reset"})
  void endsBehindABarrierInTheBitsOfATrainingInThreads(String strategy) throws Exception {
    Small small = new Small(strategy, "adam", LANES, 10, 1);

    assertThat(small.run("none").image().weights()).isEqualTo(InThreads.weights(small));
  }

  @ParameterizedTest
  @ValueSource(strings = {"asp", "ssp:1", "asp:dc", "softsync:1", "easgd:2"})
  void endsWithOneLaneInTheBitsOfATrainingInAThread(String strategy) throws Exception {
    Small small = new Small(strategy, "adam", 1, 10, 1);

    assertThat(small.run("none").image().weights()).isEqualTo(InThreads.weights(small));
  }

  @Test
  void refusesBatchesThatGoOnAsTheReplicaIsAllLanes() {
    Small small = new Small("asp", "sgd", 2, 4, 1);
    BatchSource<PullingReplica.Drawn> anew = small.batches(0);
    BatchSource<PullingReplica.Drawn> goingOn = step -> new PullingReplica.Drawn(1, step > 0);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Lab.train(
                    small.settings("none"),
                    new PullingReplica(Small.LENGTH),
                    List.of(anew, goingOn),
                    small.initial(),
                    Watch.NOTHING))
        .withMessageStartingWith(
            "lane 1, step 1: goes on where its step before ended, and simulated workers share one"
                + " network");
  }

  @Test
  void takesTheTimeOfStepsAndMessagesAndNoOther() {
    Small small = new Small("bsp", "sgd", 2, 2, 1);
    LabSettings settings =
        new LabSettings(
            small.training(),
            small.loop("1:3x"),
            ImageIntervals.none(),
            StepTime.constant(1000),
            new Network(5, Double.POSITIVE_INFINITY));

    Outcome outcome = small.run(settings, Watch.NOTHING);

    // joining and attaching to two shards, 10 each; then two clocks: a pull 10, lane 1's step 3000,
    // its push 5, and the acknowledgement of the first, 5
    assertThat(outcome.ns()).isEqualTo(30 + 2 * (10 + 3000 + 5) + 5);
    LaneStatistics fast = outcome.statistics().lanes().get(0);
    assertThat(fast.totals().computingNs()).isEqualTo(2000);
    // the pull of clock 1 comes at 1055 and is answered when lane 1's push has come, at 3045;
    // and 10 go by until it knows that there is no clock 2
    assertThat(fast.totals().idleNs()).isEqualTo(1990 + 10);
    LaneStatistics slow = outcome.statistics().lanes().get(1);
    assertThat(slow.totals().stragglingNs()).isEqualTo(4000);
    assertThat(slow.totals().idleNs()).isZero();
  }

  @Test
  void lanesOfOneMachineTakeTurnsOnItsCoresAndSaySo() {
    Small small = new Small("bsp", "sgd", 4, 2, 1);
    Hardware twoCores = new Hardware(Network.NONE, 1, 2, Double.POSITIVE_INFINITY, 0);

    Outcome outcome = small.run(on(small, twoCores), Watch.NOTHING);

    assertThat(outcome.ns()).isEqualTo(2 * 2000);
    assertThat(outcome.statistics().lanes())
        .allSatisfy(
            lane -> {
              assertThat(lane.totals().computingNs()).isEqualTo(2000);
              assertThat(lane.totals().waitingForCoreNs()).isEqualTo(2000);
              assertThat(lane.totals().stepTimes().steps()).isEqualTo(2);
            });
  }

  @Test
  void lanesAreDealtOverMachinesWhoseCoresTheyShare() {
    Small small = new Small("bsp", "sgd", 4, 2, 1);
    Hardware four = new Hardware(Network.NONE, 4, 1, Double.POSITIVE_INFINITY, 0);
    Hardware two = new Hardware(Network.NONE, 2, 1, Double.POSITIVE_INFINITY, 0);

    assertThat(small.run(on(small, four), Watch.NOTHING).ns()).isEqualTo(2 * 1000);
    assertThat(small.run(on(small, two), Watch.NOTHING).ns()).isEqualTo(2 * 2000);
  }

  @Test
  void aServersWorkTakesTimeAndChangesNoBitBehindABarrier() {
    Small small = new Small("bsp", "sgd", 1, 2, 1);
    // two shards of 20 floats: a pull moves 8 bytes of each, a push 12
    Hardware slow = new Hardware(Network.NONE, 1, Hardware.ENOUGH, 1e9, 0);

    Outcome outcome = small.run(on(small, slow), Watch.NOTHING);

    assertThat(outcome.ns()).isEqualTo(2 * (20 * 8 + 1000 + 20 * 12));
    assertThat(outcome.image().weights()).isEqualTo(small.run("none").image().weights());
    // all is done when the last push is applied, before its lane hears of that
    assertThat(outcome.statistics().totals().sendingNs()).isEqualTo(2 * 20 * 8 + 20 * 12);
  }

  @Test
  void anEvaluationTakesACoreFromTheLanesOfItsMachine() {
    Small small = new Small("bsp", "sgd", 1, 2, 1);
    LabSettings settings =
        new LabSettings(
            small.training(),
            small.loop("none"),
            new ImageIntervals(PullingReplica.SAMPLES, 0),
            StepTime.constant(1000),
            new Hardware(Network.NONE, 1, 1, Double.POSITIVE_INFINITY, 400),
            0);

    // the second step has half a core until the evaluation of the first is done
    assertThat(small.run(settings, Watch.NOTHING).ns()).isEqualTo(1000 + 1400);
  }

  @Test
  void isLookedAtAtTimesAndOnceMoreAtItsEnd() {
    Small small = new Small("asp", "sgd", 2, 10, 1);
    LabSettings plain = on(small, Hardware.of(Network.NONE));
    List<Long> times = new ArrayList<>();
    List<Long> computed = new ArrayList<>();
    Watch watch =
        new Watch() {
          @Override
          public boolean onImage(RunImage image, long nowNs) {
            return true;
          }

          @Override
          public boolean onLook(Look look) {
            times.add(look.nowNs());
            computed.add(look.statistics().totals().computingNs());
            return true;
          }
        };

    small.run(
        new LabSettings(
            plain.training(),
            plain.loop(),
            plain.images(),
            plain.stepTime(),
            plain.hardware(),
            4000),
        watch);

    assertThat(times).containsExactly(4000L, 8000L, 10_000L);
    assertThat(computed.get(2)).isEqualTo(20_000);
  }

  private static LabSettings on(Small small, Hardware hardware) {
    return new LabSettings(
        small.training(),
        small.loop("none"),
        ImageIntervals.none(),
        StepTime.constant(1000),
        hardware,
        0);
  }

  @Test
  void idlesUnderSspAsUnderBspForAPermanentStragglerAndUnderAspNotAtAll() {
    Statistics bsp = run("bsp", "0:3x");
    Statistics ssp = run("ssp:3", "0:3x");
    Statistics asp = run("asp", "0:3x");

    // three lanes of four wait two of three steps' times
    assertThat(bsp.totals().idleShare()).isCloseTo(0.5, within(0.08));
    assertThat(ssp.totals().idleShare()).isCloseTo(bsp.totals().idleShare(), within(0.06));
    assertThat(asp.totals().idleShare()).isLessThan(0.01);
    assertThat(asp.lanes().get(0).samples()).isLessThan(asp.lanes().get(1).samples() / 2);
  }

  @Test
  void idlesLessFromBspOverSspToAspForTransientStragglers() {
    double bsp = run("bsp", "any:10x@5%").totals().idleShare();
    double ssp = run("ssp:3", "any:10x@5%").totals().idleShare();
    double asp = run("asp", "any:10x@5%").totals().idleShare();

    assertThat(ssp).isLessThan(0.9 * bsp);
    assertThat(asp).isLessThan(0.01);
  }

  @Test
  void isAsStaleAsTheStrategySays() {
    assertThat(run("bsp", "0:3x").staleness().max()).isZero();
    assertThat(run("ssp:3", "0:3x").staleness().max()).isBetween(1L, 7L * (LANES - 1));
    assertThat(run("asp", "none").staleness().mean()).isCloseTo(LANES - 1, within(0.3));
    assertThat(run("softsync:2", "none").staleness().mean()).isCloseTo(1.5, within(0.3));
  }

  private static Statistics run(String strategy, String straggler) {
    Outcome outcome = new Small(strategy, "sgd", LANES, 100, 1).run(straggler);
    assertThat(outcome.statistics().samples()).isEqualTo(LANES * 100 * PullingReplica.SAMPLES);
    return outcome.statistics();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bsp", "asp", "local:1"})
  void looksAtTheTableAtIntervalsOfSamplesAndStopsWhenToldTo(String strategy) {
    Small small = new Small(strategy, "sgd", LANES, 20, 1);
    LabSettings settings = small.settings("none");
    ImageIntervals intervals = new ImageIntervals(5 * LANES * PullingReplica.SAMPLES, 0);
    List<Long> samples = new ArrayList<>();

    Outcome outcome =
        small.run(
            new LabSettings(
                settings.training(),
                settings.loop(),
                intervals,
                settings.stepTime(),
                settings.hardware(),
                0),
            (image, nowNs) -> {
              samples.add(image.samples());
              return samples.size() < 3;
            });

    assertThat(samples).containsExactly(40L, 80L, 120L);
    assertThat(outcome.finished()).isFalse();
    assertThat(outcome.ns()).isBetween(15 * Small.STEP_NS, 25 * Small.STEP_NS);
  }

  @Test
  void doesNotComputeOnWhatAWatchLeavesInTheReplica() {
    Small small = new Small("asp", "sgd", 2, 6, 1);
    LabSettings settings = small.settings("none");
    LabSettings watched =
        new LabSettings(
            settings.training(),
            settings.loop(),
            new ImageIntervals(PullingReplica.SAMPLES, 0),
            settings.stepTime(),
            settings.hardware(),
            0);
    PullingReplica replica = new PullingReplica(Small.LENGTH);

    Outcome outcome =
        Lab.train(
            watched,
            replica,
            List.of(small.batches(0), small.batches(1)),
            small.initial(),
            (image, nowNs) -> {
              replica.parameters().put(0, new float[Small.LENGTH]);
              return true;
            });

    assertThat(outcome.image().weights()).isEqualTo(small.run("none").image().weights());
  }

  @Test
  void refusesWhatItCannotSimulate() {
    Small small = new Small("bsp", "sgd", 2, 4, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small.settings("2:3x"))
        .withMessage("straggler=2:3x: there is no lane 2, expected 0 to 1");
    Training plain = small.training();
    Training sparse =
        new Training(
            plain.table(),
            plain.layout(),
            2,
            plain.strategy(),
            plain.budget(),
            Codec.parse("topk:0.1"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new LabSettings(
                    sparse,
                    small.loop("none"),
                    ImageIntervals.none(),
                    StepTime.constant(1),
                    Network.NONE))
        .withMessage(
            "codec=topk:0.1: simulated workers pull whole slices; expected float32, bfloat16 or"
                + " int8");
  }
}
