package org.tengen.driver.training;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.tengen.driver.run.RunFolder;
import org.tengen.go.Rules;
import org.tengen.go.sgf.RuleNames;
import org.tengen.models.Engine;
import org.tengen.models.policyvalue.PolicyValueSettings;
import org.tengen.ps.checkpoint.WeightsFile;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;

/**
 * The folder {@code model} of a run on games: the network as who plays with it needs it. It has
 * {@code model.onnx}, the parameters as {@code weights.f32}, and {@code model.properties}, which is
 * written last and says what they are.
 *
 * @param run the training's folder, which has its last weights
 * @param rules that the network is for, which have a name
 */
public record BoardModel(RunFolder run, PolicyValueSettings settings, Rules rules) {
  /** Its name in the run's folder. */
  public static final String FOLDER = "model";

  static final String ONNX = "model.onnx";
  static final String PROPERTIES = "model.properties";

  /** Writes the folder, in place of one that is there. */
  void write(StrategyRun figures, RunResult blank) {
    RunFolder folder = run.folder(FOLDER);
    try {
      float[] weights = WeightsFile.read(run.store(), TrainingSession.WEIGHTS);
      try (OutputStream out = folder.store().create(ONNX)) {
        out.write(Engine.load().onnx(settings, weights));
      }
      WeightsFile.write(folder.store(), TrainingSession.WEIGHTS, weights);
    } catch (IOException e) {
      throw new UncheckedIOException(folder.place() + " cannot be written", e);
    }
    folder.write(PROPERTIES, text(properties(figures, blank)));
  }

  private Map<String, String> properties(StrategyRun figures, RunResult blank) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("width", "" + settings.input().width());
    all.put("height", "" + settings.input().height());
    all.put("history", "" + settings.input().history());
    all.put("komi", "" + rules.komi());
    all.put("rules", RuleNames.name(rules).orElseThrow());
    all.put("form", settings.tower().form().label());
    all.put("blocks", "" + settings.tower().blocks());
    all.put("filters", "" + settings.tower().filters());
    all.put("heads", settings.heads().convolutional() ? "any-size" : "dense");
    all.put("seed", "" + settings.seed());
    all.put("commit", blank.versions().getOrDefault("commit", "unknown"));
    all.put("samples", "" + figures.samples());
    all.put("weights-sha256", figures.weightsSha256());
    return all;
  }

  private static String text(Map<String, String> properties) {
    return properties.entrySet().stream()
        .map(each -> each.getKey() + " = " + each.getValue() + "\n")
        .collect(
            Collectors.joining(
                "", "# A policy-value network; docs/go.md says what this is.\n", ""));
  }
}
