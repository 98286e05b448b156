package org.tengen.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.models.Engine;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueHeads;
import org.tengen.models.policyvalue.PolicyValueReplica;
import org.tengen.models.policyvalue.PolicyValueSettings;
import org.tengen.models.policyvalue.ResidualForm;
import org.tengen.models.policyvalue.ResidualTower;

/** Players that play with a network, which here has learned nothing. */
class GoModelTest {
  private static final String PROPERTIES =
      "# a network\nwidth = 5\nheight = 4\nhistory = 3\nkomi = 2.5\nrules = NZ\nblocks = 1\n";

  private static byte[] network = {};

  @TempDir Path folder;

  private final Captured tengen = new Captured();

  @BeforeAll
  static void makeANetwork() {
    PolicyValueSettings settings =
        new PolicyValueSettings(
            new BoardPlanes(3, 4, 5),
            new ResidualTower(ResidualForm.of("basic"), 1, 4),
            PolicyValueHeads.dense(),
            0,
            1);
    try (PolicyValueReplica replica = Engine.load().policyValue(settings)) {
      float[] parameters = new float[replica.length()];
      replica.parameters().get(0, parameters);
      network = Engine.load().onnx(settings, parameters);
    }
  }

  private Path model(String properties) throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("model.properties"), properties);
    Files.write(model.resolve("model.onnx"), network);
    return model;
  }

  private int run(String... args) {
    return tengen.runReally(() -> false, args);
  }

  private int gtp(String... more) throws IOException {
    String[] args = new String[3 + more.length];
    args[0] = "gtp";
    args[1] = "--model";
    args[2] = model(PROPERTIES).toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return run(args);
  }

  @Test
  void anEngineBeginsWithTheBoardAndTheKomiOfItsNetwork() throws IOException {
    tengen.in("final_score\nplay b e4\nplay w f4\nboardsize 5\nboardsize 5 4\ngenmove b\n");
    assertThat(gtp("--simulations", "20")).isZero();
    assertThat(tengen.err()).isEmpty();
    assertThat(tengen.out())
        .matches(
            String.join(
                "\n\n",
                "= W\\+2.5",
                "= ",
                "\\? illegal move",
                "\\? unacceptable size",
                "= ",
                "= [A-E][1-4]",
                ""));
  }

  @Test
  void whatIsAskedForComesBeforeWhatTheNetworkWasTrainedFor() throws IOException {
    tengen.in("final_score\n");
    assertThat(gtp("--komi", "4", "--size", "5x4")).isZero();
    assertThat(tengen.out()).isEqualTo("= W+4\n\n");
  }

  @Test
  void aNetworkPlaysNoOtherBoardThanItsOwn() throws IOException {
    assertThat(gtp("--size", "9")).isEqualTo(2);
    assertThat(tengen.err())
        .isEqualTo(
            "tengen gtp: size=9x9: expected 5x4, the board of the network"
                + System.lineSeparator());
  }

  @Test
  void anEnginesSeedDecidesItsGame() throws IOException {
    String game = "genmove b\ngenmove w\n".repeat(4) + "lz-analyze 1\nname\n";
    tengen.in("genmove b\ngenmove w\n".repeat(4));
    gtp("--simulations", "30", "--seed", "5", "--leaves", "4", "--c-puct", "2");
    String first = tengen.out();
    Captured again = new Captured();
    again.in(game);
    again.runReally(
        () -> false,
        "gtp",
        "--model",
        folder.resolve("model").toString(),
        "--simulations",
        "30",
        "--seed",
        "5",
        "--leaves",
        "4",
        "--c-puct",
        "2");
    assertThat(again.out()).startsWith(first).contains("info move ").endsWith("= Tengen\n\n");
  }

  @Test
  void networksPlayMatches() throws IOException {
    Path model = model(PROPERTIES);
    Path out = folder.resolve("match");
    int exit =
        run(
            "match",
            "model:" + model,
            "model:" + model + ":5",
            "--size",
            "5x4",
            "--games",
            "2",
            "--simulations",
            "10",
            "--opening-moves",
            "2",
            "--out",
            out.toString());
    assertThat(tengen.err()).isEmpty();
    assertThat(exit).isZero();
    assertThat(tengen.out())
        .startsWith("tengen match: model:%s:10 against model:%s:5\n".formatted(model, model))
        .contains("of 2 games that count\n");
    assertThat(Files.readString(out.resolve("game-0001.sgf"))).contains("SZ[5:4]");
  }

  @Test
  void aMatchIsOnTheBoardOfItsNetworks() throws IOException {
    Path model = model(PROPERTIES);
    assertThat(run("match", "uct:5", "model:" + model)).isEqualTo(2);
    assertThat(tengen.err())
        .isEqualTo(
            "tengen match: size=9x9: expected 5x4, the board of model:%s%n".formatted(model));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "width = 5 | height=: expected a whole number",
        "width = five | width=five: expected a whole number",
        "width=5;height=4;history=3;komi=x | komi=x: expected a number of points",
        "width=5;height=4;history=3;komi=1;rules=go | rules=go: expected Chinese, Japanese, Korean,"
            + " AGA, NZ, Tromp-Taylor",
        "width=5;height=0;history=3;komi=1 | board size=5x0: expected 1x2 to 19x19 (columns x rows)",
        "width=5;height=4;history=0;komi=1 | history=0: expected 1 position or more, e.g. 8",
      })
  void refusesAModelThatSaysNoSense(String properties, String error) throws IOException {
    Path model = model(properties.replace(';', '\n'));
    assertThat(run("gtp", "--model", model.toString())).isEqualTo(2);
    assertThat(tengen.err())
        .isEqualTo("tengen gtp: %s: %s%n".formatted(model.resolve("model.properties"), error));
  }

  @Test
  void refusesAFolderWithoutAModel() throws IOException {
    assertThat(run("gtp", "--model", folder.toString())).isEqualTo(2);
    assertThat(tengen.err())
        .isEqualTo(
            "tengen gtp: model=%s: has no model.properties; expected a folder with model.onnx and it%n"
                .formatted(folder));
    Path model = model(PROPERTIES);
    Files.delete(model.resolve("model.onnx"));
    Captured again = new Captured();
    assertThat(again.runReally(() -> false, "gtp", "--model", model.toString())).isEqualTo(2);
    assertThat(again.err()).isEqualTo("tengen gtp: model=%s: has no model.onnx%n".formatted(model));
  }

  @Test
  void refusesANetworkThatIsNotWhatItsFolderSays() throws IOException {
    Path model = model(PROPERTIES.replace("history = 3", "history = 8"));
    assertThat(run("gtp", "--model", model.toString())).isEqualTo(2);
    assertThat(tengen.err())
        .isEqualTo(
            ("tengen gtp: %s: reads a board of 5x4 with a history of 3: expected 5x4 and 8, as"
                    + " model.properties says%n")
                .formatted(model.resolve("model.onnx")));
    Files.writeString(model.resolve("model.onnx"), "no model");
    Captured again = new Captured();
    assertThat(again.runReally(() -> false, "gtp", "--model", model.toString())).isEqualTo(2);
    assertThat(again.err()).endsWith("expected an ONNX model" + System.lineSeparator());
  }
}
