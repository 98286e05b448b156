package org.tengen.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.launch.Servers;
import org.tengen.driver.launch.ShardPlace;
import org.tengen.driver.network.NextWord;
import org.tengen.driver.training.TextSubject;
import org.tengen.driver.training.TrainingSettings;
import org.tengen.models.NetworkSettings;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.tcp.Tls;
import org.tengen.ps.tcp.Transport;

class TypedSettingsTest {
  private static TypedSettings typed(JobName job, String... flags) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < flags.length; i += 2) {
      texts.put(flags[i], flags[i + 1]);
    }
    return new TypedSettings(Resolution.resolve(job, List.of(Layer.flags(texts))));
  }

  @ParameterizedTest
  @CsvSource({
    "lstm, LSTM",
    "simple-rnn, SIMPLE_RNN",
    "rnn, SIMPLE_RNN",
    "gru, GRU",
    "lstm-peephole, LSTM_PEEPHOLE"
  })
  void everyCellHasItsName(String name, NetworkSettings.Cell cell) {
    assertThat(
            TextSubject.of(typed(JobName.TRAIN_NEXT_WORD, "cell", name).trainings().get(0))
                .network())
        .isInstanceOfSatisfying(
            NextWord.class, network -> assertThat(network.cell()).isEqualTo(cell));
  }

  @Test
  void everySettingReachesTheTraining() {
    TrainingSettings training =
        typed(
                JobName.TRAIN_NEXT_WORD,
                "corpus=/text tokenizer=characters min-count=3 vocabulary=77 validation=0.25"
                    .concat(
                        " cell=simple-rnn window=6 embedding=7 hidden=8 layers=3 dropout=0.5 strategy=ssp:2")
                    .concat(
                        " workers=3 shards=5 straggler=1:2x optimiser=adagrad:0.5 codec=topk:0.01 rate=0.25")
                    .concat(" schedule=cosine:0.1 rate-scaling=linear clip=value:2 batch=9")
                    .concat(
                        " samples=1234 evaluations=6 checkpoint-every=500 keep-checkpoints=4 on-divergence=lower divergence-bound=3 tensorboard=on")
                    .concat(
                        " tls-certificate=/c.pem tls-key=/k.pem tls-authority=/a.pem transport=tcp bind=0.0.0.0 advertise=me ps-port=7071 seed=11")
                    .concat(" start-deadline=5s deadline=7s")
                    .split("[ =]"))
            .trainings()
            .get(0);
    assertThat(TextSubject.of(training).text())
        .isEqualTo(new TrainingSettings.Text("/text", "characters", 3, 77, 0.25));
    assertThat(TextSubject.of(training).network())
        .isEqualTo(new NextWord(NetworkSettings.Cell.SIMPLE_RNN, 6, 7, 8, 3, 0.5));
    assertThat(training.lanes().workers()).isEqualTo(3);
    assertThat(training.lanes().shards()).isEqualTo(5);
    assertThat(training.lanes().strategy()).hasToString("ssp:2");
    assertThat(training.lanes().straggler()).hasToString("1:2x");
    assertThat(training.lanes().codec()).isEqualTo(Codec.parse("topk:0.01"));
    assertThat(training.learning())
        .isEqualTo(
            new TrainingSettings.Learning(
                new OptimiserSettings.Adagrad(0.5f),
                0.25f,
                "cosine:0.1",
                true,
                new Clipping.ByValue(2),
                9,
                1234,
                0));
    assertThat(training.watching())
        .isEqualTo(
            new TrainingSettings.Watching(
                6,
                500,
                4,
                new TrainingSettings.Diverging(TrainingSettings.Diverging.Reaction.LOWER, 3),
                true));
    assertThat(training.wire())
        .isEqualTo(
            new TrainingSettings.Wire(
                TcpSettings.defaults()
                    .with(Transport.TCP)
                    .with(new Tls("/c.pem", "/k.pem", "/a.pem")),
                new Listen("0.0.0.0", 7071, "me"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(7)));
    assertThat(training.seed()).isEqualTo(11);
  }

  @Test
  void refusesACodecThatMakesNoSenseUnderAStrategy() {
    TypedSettings settings =
        typed(JobName.COMPARE, "strategy", "bsp,easgd:4", "codec", "int8", "rate", "0.5");
    assertThatThrownBy(settings::trainings)
        .isInstanceOf(WrongSetting.class)
        .hasMessage(
            "codec=int8: not under easgd:4: worker and centre move by the same distance, which a"
                + " codec would change on one side only; expected float32 (codec: flag --codec)");
  }

  @Test
  void aComparisonHasATrainingForEachStrategyWithItsOwnRate() {
    List<TrainingSettings> trainings =
        typed(
                JobName.COMPARE,
                "strategy",
                "bsp,asp,asp:lr/tau",
                "rate",
                "0.5,asp=0.25,asp:lr/tau=0.125")
            .trainings();
    assertThat(trainings)
        .extracting(t -> t.lanes().strategy().name())
        .containsExactly("bsp", "asp", "asp:lr/tau");
    assertThat(trainings).extracting(t -> t.learning().rate()).containsExactly(0.5f, 0.25f, 0.125f);
  }

  @Test
  void aComparisonOfSeveralScenariosSeedsAndRatesHasATrainingForEach() {
    TypedSettings settings =
        typed(
            JobName.COMPARE,
            "strategy",
            "bsp,asp",
            "rate",
            "0.5,asp=0.25|0.125",
            "workers",
            "2,4",
            "straggler",
            "none|any:10x@5%,0:2x",
            "seeds",
            "3",
            "seed",
            "7");
    List<TrainingSettings> trainings = settings.trainings();

    assertThat(trainings).hasSize(2 * 3 * 2 * 3);
    assertThat(trainings.subList(0, 7))
        .extracting(
            t -> t.lanes().workers(),
            TrainingSettings::seed,
            t -> t.lanes().straggler().toString(),
            t -> t.lanes().strategy().name(),
            t -> t.learning().rate())
        .containsExactly(
            tuple(2, 7L, "none", "bsp", 0.5f),
            tuple(2, 7L, "none", "asp", 0.25f),
            tuple(2, 7L, "none", "asp", 0.125f),
            tuple(2, 7L, "any:10x@5%,0:2x", "bsp", 0.5f),
            tuple(2, 7L, "any:10x@5%,0:2x", "asp", 0.25f),
            tuple(2, 7L, "any:10x@5%,0:2x", "asp", 0.125f),
            tuple(2, 8L, "none", "bsp", 0.5f));
    assertThat(settings.workers()).isEqualTo(4);
  }

  @Test
  void aComparisonThatWasNarrowedGoesOnSo() {
    Map<String, String> run = Map.of("strategy", "bsp,asp", "rate", "0.5,ssp:3=0.1");
    Values values = Resolution.resolve(JobName.COMPARE, List.of(Layer.run("runs/x", run)));

    assertThat(new TypedSettings(values).trainings())
        .extracting(t -> t.learning().rate())
        .containsExactly(0.5f, 0.5f);
  }

  @Test
  void aComparisonDoesNotLowerRates() {
    assertThatThrownBy(() -> typed(JobName.COMPARE, "on-divergence", "lower").trainings())
        .isInstanceOf(WrongSetting.class)
        .hasMessage(
            "on-divergence=lower: what is compared are rates as they are set; expected stop or"
                + " ignore (flag --on-divergence)");
  }

  @Test
  void eachStrategyIsTriedWithEachOptimiser() {
    assertThat(
            typed(
                    JobName.SIMULATE,
                    "strategy",
                    "bsp,asp",
                    "optimiser",
                    "momentum:0|adam:0.9,0.99,1e-8")
                .trainings())
        .extracting(t -> t.lanes().strategy().name(), t -> t.learning().optimiser().setting())
        .containsExactly(
            tuple("bsp", "momentum:0"),
            tuple("bsp", "adam:0.9,0.99,1E-8"),
            tuple("asp", "momentum:0"),
            tuple("asp", "adam:0.9,0.99,1E-8"));
  }

  @Test
  void refusesARateForAnOptimiserThatIsNotCompared() {
    assertThatThrownBy(
            () ->
                typed(JobName.COMPARE, "optimiser", "sgd|adam", "rate", "1,adamw=0.1").trainings())
        .hasMessage(
            "rate=1,adamw=0.1: adamw is not compared; expected a rate for one of sgd, adam (flag"
                + " --rate)");
  }

  @Test
  void refusesARateForAStrategyThatIsNotCompared() {
    assertThatThrownBy(
            () ->
                typed(JobName.COMPARE, "strategy", "bsp,asp", "rate", "0.5,ssp:3=0.1").trainings())
        .isInstanceOf(WrongSetting.class)
        .hasMessage(
            "rate=0.5,ssp:3=0.1: ssp:3 is not compared; expected a rate for one of bsp, asp (flag"
                + " --rate)");
  }

  @Test
  void refusesAStragglerThatIsNoWorker() {
    assertThatThrownBy(
            () -> typed(JobName.COMPARE, "workers", "4", "straggler", "4:3x").trainings())
        .hasMessage(
            "straggler=4:3x: there is no worker 4; expected 0 to 3, as workers=4 (flag --straggler)");
  }

  @Test
  void refusesAStrategyThatTheNumberOfWorkersLeavesNothingOf() {
    assertThatThrownBy(
            () -> typed(JobName.COMPARE, "workers", "3", "strategy", "softsync:4").trainings())
        .hasMessage(
            "strategy=softsync:4: an update has floor(workers/4) pushes, none of 3 workers;"
                + " expected softsync:1 to softsync:3 (workers: flag --workers)");
  }

  @Test
  void refusesTlsWithAFileMissing() {
    assertThatThrownBy(() -> typed(JobName.COMPARE, "tls-certificate", "/c.pem").trainings())
        .isInstanceOf(WrongSetting.class)
        .hasMessage(
            "tls-certificate, tls-key and tls-authority: expected all three or none; missing is"
                + " tls-key and tls-authority");
  }

  @Test
  void listensAtSparksHostUnlessItWasSaidOtherwise() {
    SparkConf spark =
        new SparkConf(false)
            .set("spark.driver.host", "node-1")
            .set("spark.driver.bindAddress", "10.0.0.1");
    assertThat(typed(JobName.COMPARE).trainings(spark).get(0).wire().listen())
        .isEqualTo(new Listen("10.0.0.1", 0, "node-1"));
    assertThat(typed(JobName.COMPARE, "bind", "0.0.0.0").trainings(spark).get(0).wire().listen())
        .isEqualTo(new Listen("0.0.0.0", 0, "node-1"));
    assertThat(typed(JobName.COMPARE, "bind", "10.0.0.2").trainings(spark).get(0).wire().listen())
        .isEqualTo(new Listen("10.0.0.2", 0, "10.0.0.2"));
  }

  @Test
  void placesShardsAtServersThatAreNamedWithTheirSecret() {
    String[] flags = {
      "placement", "standalone", "servers", "node1:7071,[::1]:7072", "secret-file", "s"
    };
    assertThat(typed(JobName.COMPARE, flags).trainings().get(0).wire().place())
        .isEqualTo(
            new Servers(
                List.of(new ServerAddress("node1", 7071), new ServerAddress("::1", 7072)),
                Path.of("s")));
    assertThat(typed(JobName.COMPARE).trainings().get(0).wire().place())
        .isEqualTo(new ShardPlace.Driver());
    assertThat(typed(JobName.COMPARE, "placement", "executors").slots()).isEqualTo(4 + 2);
  }

  @Test
  void lanesTakeTurnsOnlyWhereItIsAsked() {
    TrainingSettings.Lanes all = typed(JobName.TRAIN_NEXT_WORD).trainings().get(0).lanes();
    assertThat(all.together()).isEqualTo(all.workers());
    TrainingSettings.Lanes some =
        typed(
                JobName.TRAIN_NEXT_WORD,
                "strategy=softsync:2 workers=6 min-workers=2 turn=3s".split("[ =]"))
            .trainings()
            .get(0)
            .lanes();
    assertThat(some.together()).isEqualTo(2);
    assertThat(some.turn()).isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "strategy=asp workers=2 min-workers=3 | min-workers=3: expected at most workers=2 (flag"
            + " --min-workers)",
        "strategy=ssp:3 workers=4 min-workers=3 | min-workers=3: not under ssp:3: a lane without a"
            + " worker would hold the others up; expected asp, asp:lr/tau, asp:dc or softsync:N (flag"
            + " --min-workers)",
        "strategy=easgd:4 workers=4 min-workers=3 | min-workers=3: not under easgd:4: a lane's own"
            + " weights are lost whenever its worker changes; expected asp, asp:lr/tau, asp:dc or"
            + " softsync:N (flag --min-workers)",
        "strategy=asp codec=topk:0.01 workers=4 min-workers=3 | min-workers=3: not with"
            + " codec=topk:0.01: what a lane keeps back is lost whenever its worker changes; expected"
            + " float32, bfloat16 or int8 (flag --min-workers)"
      })
  void refusesTurnsThatWouldStopOrLose(String flags, String message) {
    assertThatThrownBy(() -> typed(JobName.TRAIN_NEXT_WORD, flags.split("[ =]")).trainings())
        .isInstanceOf(WrongSetting.class)
        .hasMessage(message);
  }

  @Test
  void refusesServersThatCannotBe() {
    assertThatThrownBy(() -> typed(JobName.COMPARE, "placement", "standalone").trainings())
        .hasMessage(
            "placement=standalone: servers is none; expected e.g. --servers node1:7071 --secret-file"
                + " FILE (flag --placement)");
    assertThatThrownBy(() -> typed(JobName.COMPARE, "servers", "node1:7071").trainings())
        .hasMessage(
            "servers=node1:7071: placement=driver has no use for them; expected"
                + " placement=standalone (flag --servers)");
    assertThatThrownBy(() -> typed(JobName.COMPARE, "secret-file", "s").trainings())
        .hasMessage(
            "secret-file=s: placement=driver has no use for it; expected placement=standalone (flag"
                + " --secret-file)");
    assertThatThrownBy(
            () ->
                typed(
                        JobName.COMPARE,
                        "placement",
                        "standalone",
                        "servers",
                        "a:1,b:2,c:3",
                        "secret-file",
                        "s")
                    .trainings())
        .hasMessage(
            "servers=a:1,b:2,c:3: 3 servers for 2 shards; expected as many shards as servers, or"
                + " more (flag --servers)");
  }

  @Test
  void aShardIsInTwoProcessesWhereThatIsAsked() {
    String[] flags = {
      "placement", "standalone", "servers", "a:1,b:2", "secret-file", "s", "replicas", "2"
    };
    TrainingSettings.Wire wire = typed(JobName.COMPARE, flags).trainings().get(0).wire();
    assertThat(wire.replicas()).isEqualTo(2);
    assertThat(wire.connections().deadlines().idle()).isEqualTo(Duration.ofSeconds(7));
    assertThat(
            typed(JobName.COMPARE, "placement", "executors", "replicas", "2", "shards", "1")
                .slots())
        .isEqualTo(4 + 2);
  }

  @Test
  void refusesReplicasThatHaveNoProcessesToBeIn() {
    assertThatThrownBy(() -> typed(JobName.COMPARE, "replicas", "2").trainings())
        .isInstanceOf(WrongSetting.class)
        .hasMessage(
            "replicas=2: with placement=driver one process has all shards; expected replicas=1, or"
                + " placement=executors or standalone (flag --replicas)");
    String[] oneServer = {
      "placement", "standalone", "servers", "a:1", "secret-file", "s", "replicas", "2"
    };
    assertThatThrownBy(() -> typed(JobName.COMPARE, oneServer).trainings())
        .isInstanceOf(WrongSetting.class)
        .hasMessage(
            "replicas=2: servers=a:1 is 1 server; expected as many servers as replicas, or more"
                + " (flag --replicas)");
  }
}
