package org.tengen.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.corpus.CorpusException;
import org.tengen.driver.WrongSetting;

class CommandLineTest {
  @TempDir Path folder;

  private final Captured tengen = new Captured();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "compare --worker 3 | tengen compare: unknown flag --worker; did you mean --workers?",
        "compare --workers=3 --sed=4 | tengen compare: unknown flag --sed; did you mean --seed?",
        "compare --xyzzy | tengen compare: unknown flag --xyzzy; tengen compare --help lists what there is",
        "compare --strategy bps | tengen compare: strategy=bps: expected bsp, bsp:backup=B, local:H,"
            + " easgd:H, or ssp:SLACK, asp or softsync:N, alone or with +lr/tau or +dc, e.g. ssp:3,"
            + " asp:dc, softsync:2+lr/tau or local:8+reset; did you mean bsp? (flag --strategy)",
        "compare --strategy bsp,bsp+dc | tengen compare: strategy=bsp+dc: nothing is stale behind a"
            + " barrier, so there is nothing to correct; expected bsp alone, or asp, ssp:SLACK or"
            + " softsync:N with a correction (flag --strategy)",
        "compare --strategy bsp,ssp:-1 | tengen compare: strategy=ssp:-1: slack must be 0 or more,"
            + " e.g. ssp:3 (flag --strategy)",
        "train next-word --strategy bsp,asp | tengen train next-word: strategy=bsp,asp: expected one"
            + " strategy; tengen compare takes several (flag --strategy)",
        "compare --workers 0 | tengen compare: workers=0: expected one or more, separated by commas,"
            + " each a whole number from 1 to 1024, e.g. 4,8 (flag --workers)",
        "compare --workers | tengen compare: --workers needs a value: --workers N[,N...]",
        "compare --workers --seed 3 | tengen compare: --workers needs a value: --workers N[,N...]",
        "compare --seed 3 --seed 4 | tengen compare: --seed is given twice; keep one of them",
        "compare --optimiser adan | tengen compare: optimiser=adan: expected sgd, momentum:MU,"
            + " nesterov:MU, adagrad:EPSILON, rmsprop:DECAY,EPSILON, adam:BETA1,BETA2,EPSILON or"
            + " adamw:BETA1,BETA2,EPSILON,DECAY, e.g. adam:0.9,0.999,1e-8; did you mean adam? (flag --optimiser)",
        "compare --straggler 0:3 | tengen compare: straggler=0:3: expected LANE:FACTORx,"
            + " any:FACTORx@SHARE% or any:FACTORx@SHARE%*STEPS, e.g. 0:3x or any:10x@5% (flag --straggler)",
        "compare --rate 0.1,bps=2 | tengen compare: rate=0.1,bps=2: expected bsp, bsp:backup=B,"
            + " local:H, easgd:H, or ssp:SLACK, asp or softsync:N, alone or with +lr/tau or +dc,"
            + " e.g. ssp:3, asp:dc, softsync:2+lr/tau or local:8+reset; did you mean bsp? (flag"
            + " --rate)",
        "compare --codec float16 | tengen compare: codec=float16: expected float32, bfloat16, int8,"
            + " topk:RATIO or threshold:T, e.g. topk:0.001, topk:0.001+momentum:0.9+warmup:0.05 or"
            + " threshold:0.01; did you mean bfloat16? (flag --codec)",
        "compare --tensorboard yes | tengen compare: tensorboard=yes: expected on or off (flag"
            + " --tensorboard)",
        "compare extra | tengen compare: unexpected argument extra; tengen compare --help lists what there is",
        "comapre | tengen: unknown command comapre; did you mean compare?",
        "train | tengen train: expected next-word, lm, word2vec or go, e.g. tengen train next-word",
        "train next-wrd | tengen train: unknown command next-wrd; did you mean next-word?",
        "compare --servers node1 | tengen compare: servers=node1: expected one or more, separated by"
            + " commas, each a host and a port from 1 to 65535, as in node1:7071, or none, e.g."
            + " node1:7071,node2:7071 (flag --servers)",
        "train word2vec --strategy softsync:2 | tengen train word2vec: strategy=softsync:2: expected"
            + " bsp, ssp:SLACK or asp, e.g. asp (flag --strategy)",
        "train word2vec --strategy asp:lr/tau | tengen train word2vec: strategy=asp:lr/tau: expected"
            + " bsp, ssp:SLACK or asp, e.g. asp (flag --strategy)",
        "train word2vec --strategy local:4 | tengen train word2vec: strategy=local:4: expected bsp,"
            + " ssp:SLACK or asp, e.g. asp (flag --strategy)",
        "train word2vec --strategy bsp:backup=1 | tengen train word2vec: strategy=bsp:backup=1:"
            + " expected bsp, ssp:SLACK or asp, e.g. asp (flag --strategy)",
        "train word2vec --sample 1 | tengen train word2vec: sample=1: expected a number from 0 to"
            + " 0.999999, e.g. 0.001 (flag --sample)",
        "train word2vec --vector_size 50 | tengen train word2vec: unknown flag --vector_size; did you"
            + " mean --vector-size?",
        "train word2vec --codec int8 | tengen train word2vec: unknown flag --codec; tengen train"
            + " word2vec --help lists what there is",
        "nearest queen | tengen nearest: --vectors needs a value: --vectors PLACE",
        "nearest queen --vectors /no/such | tengen nearest: vectors=/no/such: no such file",
        "report | tengen report: expected RUN: The folder of a run that has ended.",
        "train lm --softmax drawn:5 | tengen train lm: softmax=drawn:5: expected full or sampled:N,"
            + " e.g. sampled:500 (flag --softmax)",
        "train lm --cell lst | tengen train lm: cell=lst: expected lstm, simple-rnn, gru,"
            + " lstm-peephole or rnn; did you mean lstm? (flag --cell)",
        "train lm --window 3 | tengen train lm: unknown flag --window; tengen train lm --help lists"
            + " what there is",
        "sample | tengen sample: expected RUN: The folder of a training of lm or next-word that has"
            + " ended.",
        "sample runs/x --words 0 | tengen sample: words=0: expected a whole number from 1 to 9999999"
            + " (flag --words)",
        "sample runs/x --temperature hot | tengen sample: temperature=hot: expected a number from 0 to"
            + " 100, e.g. 0.8 (flag --temperature)",
        "sample runs/x --seed -1 | tengen sample: seed=-1: expected a whole number of 0 or more (flag"
            + " --seed)",
        "sample runs/nothing | tengen sample: RUN=runs/nothing: no such folder; expected the folder of"
            + " a run",
        "exercise | tengen exercise: expected NAME: binary-addition, initialisations or sine.",
        "exercise sine cosine | tengen exercise: unexpected argument cosine: expected one",
        "exercise cosine | tengen exercise: NAME=cosine: expected binary-addition, initialisations,"
            + " sine; did you mean sine?",
        "exercise sine --steps 39 | tengen exercise: steps=39: expected a whole number from 40 to"
            + " 999999 (flag --steps)",
        "exercise sine --workers 0 | tengen exercise: workers=0: expected a whole number from 1 to 64"
            + " (flag --workers)",
        "gtp uct | tengen gtp: unexpected argument uct; tengen gtp --help lists what there is",
        "gtp --player alphago | tengen gtp: player=alphago: expected uct (flag --player)",
        "gtp --size 26 | tengen gtp: size=26: expected a size such as 9, 19 or 9x13 (columns x rows),"
            + " up to 19x19, e.g. 19 (flag --size)",
        "gtp --rules go | tengen gtp: rules=go: expected Chinese, Japanese, Korean, AGA, NZ,"
            + " Tromp-Taylor, e.g. Chinese (flag --rules)",
        "gtp --komi six | tengen gtp: komi=six: expected a number from -1000 to 1000, e.g. 7 (flag"
            + " --komi)",
        "help trian | tengen help: unknown command trian; did you mean train?",
      })
  void saysInOneLineWhatIsWrongAndExits2(String line, String error) {
    int exit = tengen.run(line.split(" "));
    assertThat(tengen.err()).isEqualTo(error + System.lineSeparator());
    assertThat(tengen.out()).isEmpty();
    assertThat(exit).isEqualTo(2);
    assertThat(tengen.orders()).isEmpty();
  }

  @Test
  void refusesAnUnknownKeyInAFileWithASuggestion() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.properties"), "seed = 1\nshard = 2\n");
    assertThat(tengen.run("compare", "--conf", file.toString())).isEqualTo(2);
    assertThat(tengen.err())
        .isEqualTo(
            "tengen compare: "
                + file
                + " line 2: shard is no setting of compare; did you mean shards?"
                + System.lineSeparator());
  }

  @Test
  void givesTheJobItsSettings() {
    int exit = tengen.run("train", "next-word", "--workers", "3", "--dry-run");
    assertThat(exit).isZero();
    assertThat(tengen.orders()).hasSize(1);
    assertThat(tengen.orders().get(0).dryRun()).isTrue();
    assertThat(tengen.orders().get(0).values().texts()).containsEntry("workers", "3");
  }

  @ParameterizedTest
  @CsvSource({
    "compare --tensorboard, on",
    "compare --tensorboard --seed 3, on",
    "compare --seed 3 --tensorboard on, on",
    "compare --tensorboard=off, off",
    "compare, off"
  })
  void aSwitchIsAskedForByItsFlagAlone(String line, String value) {
    assertThat(tengen.run(line.split(" "))).isZero();
    assertThat(tengen.orders().get(0).values().texts()).containsEntry("tensorboard", value);
  }

  @Test
  void givesTheExitCodeOfTheJob() {
    tengen.job(order -> ExitCode.RESUMABLE);
    assertThat(tengen.run("compare")).isEqualTo(3);
  }

  @Test
  void showsAWrongSettingThatTheJobFindsAsOneLine() {
    tengen.job(
        order -> {
          throw new IllegalStateException(
              new WrongSetting("workers=9: the cluster has slots for 4\n  tasks"));
        });
    assertThat(tengen.run("compare")).isEqualTo(2);
    assertThat(tengen.err())
        .isEqualTo(
            "tengen compare: workers=9: the cluster has slots for 4 tasks"
                + System.lineSeparator());
  }

  @Test
  void showsACorpusThatCannotBeReadAsOneLine() {
    tengen.job(
        order -> {
          throw CorpusException.missing("/no/such");
        });
    assertThat(tengen.run("compare")).isEqualTo(2);
    assertThat(tengen.err().lines()).hasSize(1);
    assertThat(tengen.err()).startsWith("tengen compare: corpus=/no/such: ");
  }

  @Test
  void showsTheStackOfWhatTheUserCannotMendAndExits1() {
    tengen.job(
        order -> {
          throw new IllegalStateException("shard 1 is gone");
        });
    assertThat(tengen.run("compare")).isEqualTo(1);
    assertThat(tengen.err())
        .startsWith("tengen compare: failed: java.lang.IllegalStateException: shard 1 is gone")
        .contains("at org.tengen.jobs.");
  }

  @Test
  void printsTheSettingsAndRunsNothing() {
    assertThat(tengen.run("compare", "--workers", "3", "--print-config")).isZero();
    assertThat(tengen.out().lines())
        .anyMatch(line -> line.matches("workers = 3 +# flag --workers"));
    assertThat(tengen.orders()).isEmpty();
  }

  @Test
  void takesAnArgumentFileSignAsText() {
    assertThat(tengen.run("compare", "--corpus", "@home", "--print-config")).isZero();
    assertThat(tengen.out()).contains("corpus = @home");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "-h", "help"})
  void showsTheCommands(String line) {
    assertThat(tengen.run(line.isEmpty() ? new String[0] : line.split(" "))).isZero();
    assertThat(tengen.out()).contains("Start here:", "compare", "train next-word", "Exit codes:");
  }

  @Test
  void showsAllSettings() {
    assertThat(tengen.run("help", "settings")).isZero();
    assertThat(tengen.out()).startsWith("# Settings").contains("`keep-checkpoints`");
  }

  @Test
  void saysItsVersion() {
    assertThat(tengen.run("--version")).isZero();
    assertThat(tengen.out()).matches("tengen \\S+ \\(commit \\S+(, with changes)?\\)\\R");
  }

  @ParameterizedTest
  @CsvSource({
    "tengen, ''",
    "compare, compare",
    "train-next-word, train next-word",
    "train-lm, train lm",
    "sample, sample",
    "exercise, exercise",
    "train-word2vec, train word2vec",
    "train-go, train go",
    "nearest, nearest",
    "analogy, analogy",
    "similarity, similarity",
    "analogies, analogies",
    "check, check",
    "server, server",
    "simulate, simulate",
    "report, report",
    "gtp, gtp",
    "match, match"
  })
  void helpReadsAsReviewed(String file, String command) throws IOException {
    assertThat(tengen.run((command + " --help").strip().split(" "))).isZero();
    Golden.assertSame(Path.of("src/test/resources/help", file + ".txt"), tengen.out());
  }

  @ParameterizedTest
  @CsvSource({
    "compare, compare",
    "next-word, train next-word",
    "lm, train lm",
    "word2vec, train word2vec"
  })
  void printedSettingsReadAsReviewed(String file, String command) throws IOException {
    List<String> words = List.of((command + " --print-config --workers 3").split(" "));
    assertThat(tengen.run(words.toArray(String[]::new))).isZero();
    Golden.assertSame(Path.of("src/test/resources/print-config", file + ".txt"), tengen.out());
  }

  @Test
  void exitsWith1WhenTheEngineIsMissing() {
    tengen.job(
        order -> {
          throw new ServiceConfigurationError("no engine");
        });
    assertThat(tengen.run("compare")).isEqualTo(1);
    assertThat(tengen.err()).startsWith("tengen compare: failed: ").contains("no engine");
  }
}
