package org.tengen.jobs;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.tengen.driver.WrongSetting;
import org.tengen.go.BoardSize;
import org.tengen.go.GoException;
import org.tengen.go.Rules;
import org.tengen.go.planes.InputPlanes;
import org.tengen.go.sgf.RuleNames;
import org.tengen.models.onnx.OnnxEvaluator;
import org.tengen.worker.play.NetworkEvaluator;

/**
 * A network to play with: a folder with {@code model.onnx} and {@code model.properties}, which says
 * {@code width}, {@code height}, {@code history} and {@code komi}, perhaps {@code rules}, and more
 * for others.
 *
 * @param folder where it is
 * @param input what the network reads
 * @param rules that it was trained for, with its komi; Chinese if it does not say
 */
record ModelFolder(Path folder, InputPlanes input, Rules rules) {
  private static final String ONNX = "model.onnx";
  private static final String PROPERTIES = "model.properties";

  /**
   * Reads what a folder says of its network, and opens nothing else.
   *
   * @throws WrongSetting if there is none, or it cannot be understood
   */
  static ModelFolder read(Path folder) {
    Properties said = new Properties();
    Path file = folder.resolve(PROPERTIES);
    try (Reader reader = Files.newBufferedReader(file)) {
      said.load(reader);
    } catch (NoSuchFileException e) {
      throw new WrongSetting(
          "model="
              + folder
              + ": has no "
              + PROPERTIES
              + "; expected a folder with "
              + ONNX
              + " and it",
          e);
    } catch (IOException | IllegalArgumentException e) {
      throw new WrongSetting(file + ": cannot be read: " + e.getMessage(), e);
    }
    try {
      int width = value(said, file, "width", Integer::valueOf, "a whole number");
      int height = value(said, file, "height", Integer::valueOf, "a whole number");
      int history = value(said, file, "history", Integer::valueOf, "a whole number");
      double komi = value(said, file, "komi", Double::valueOf, "a number of points");
      Rules rules =
          said.containsKey("rules")
              ? value(
                  said,
                  file,
                  "rules",
                  ModelFolder::rulesCalled,
                  String.join(", ", RuleNames.ACCEPTED))
              : Rules.CHINESE;
      InputPlanes input = new InputPlanes(new BoardSize(width, height), history);
      return new ModelFolder(folder, input, rules.withKomi(komi));
    } catch (GoException e) {
      throw new WrongSetting(file + ": " + e.getMessage(), e);
    }
  }

  private static Rules rulesCalled(String name) {
    return RuleNames.parse(name).orElseThrow(IllegalArgumentException::new);
  }

  private static <T> T value(
      Properties said, Path file, String key, Function<String, T> reader, String expected) {
    Optional<String> text = Optional.ofNullable(said.getProperty(key)).map(String::strip);
    try {
      return text.map(reader).orElseThrow(IllegalArgumentException::new);
    } catch (IllegalArgumentException e) {
      throw new WrongSetting(
          "%s: %s=%s: expected %s".formatted(file, key, text.orElse(""), expected), e);
    }
  }

  /**
   * Opens the network.
   *
   * @param threads that an evaluation computes on
   * @throws WrongSetting if there is none, or it reads other planes than the folder says
   */
  NetworkEvaluator open(int threads) {
    Path file = folder.resolve(ONNX);
    NetworkEvaluator network;
    try {
      network = new NetworkEvaluator(OnnxEvaluator.open(file, threads));
    } catch (NoSuchFileException e) {
      throw new WrongSetting("model=" + folder + ": has no " + ONNX, e);
    } catch (IOException | IllegalArgumentException | GoException e) {
      throw new WrongSetting(String.valueOf(e.getMessage()), e);
    }
    if (!network.input().equals(input)) {
      network.close();
      throw new WrongSetting(
          "%s: reads a board of %s with a history of %d: expected %s and %d, as %s says"
              .formatted(
                  file,
                  network.input().size(),
                  network.input().history(),
                  input.size(),
                  input.history(),
                  PROPERTIES));
    }
    return network;
  }
}
