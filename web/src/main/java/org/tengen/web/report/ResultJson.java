package org.tengen.web.report;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@link RunResult} as the text of {@code result.json}, and back.
 *
 * <p>The fields are the records' components by name, absent values are {@code null}, and a number
 * that JSON cannot hold is one of the strings {@code "NaN"}, {@code "Infinity"} and {@code
 * "-Infinity"}. Unknown fields are passed over, so that a newer Tengen's file can be read.
 */
public final class ResultJson {
  /** The name of the file in a run's folder. */
  public static final String FILE = "result.json";

  /** Fields that results of earlier versions do not have. */
  private static final List<String> SINCE =
      List.of(
          "traffic",
          "divergence",
          "rate",
          "optimiser",
          "straggler",
          "firstSteps",
          "source",
          "words");

  /** The field of a curve's points that most results do not have. */
  private static final String FIGURES = "figures";

  private static final String EXPECTED = "expected the " + FILE + " of a finished Tengen run";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final ObjectWriter WRITER =
      MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private ResultJson() {}

  /** The text of {@link #FILE}; {@link #read} gives the same result again. */
  public static String write(RunResult result) {
    try {
      return WRITER.writeValueAsString(result) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot write " + FILE, e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param name of the file, for the error's message
   * @throws ResultFormatException if the text is damaged or not a result
   */
  public static RunResult read(String text, String name) throws ResultFormatException {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      String message = name + where(e.getLocation()) + ": is damaged, not JSON: " + EXPECTED;
      throw new ResultFormatException(message, e);
    }
    if (!tree.isObject()) {
      throw new ResultFormatException(name + ": holds no JSON object: " + EXPECTED, null);
    }
    for (JsonNode run : tree.path("runs")) {
      if (run.path("words") instanceof ObjectNode words && !words.has("picture")) {
        words.putNull("picture");
      }
      for (String later : SINCE) {
        if (run instanceof ObjectNode fields && !fields.has(later)) {
          fields.putNull(later);
        }
      }
      for (JsonNode point : run.path("curve")) {
        if (point instanceof ObjectNode fields && !fields.has(FIGURES)) {
          fields.putNull(FIGURES);
        }
      }
    }
    try {
      return MAPPER.treeToValue(tree, RunResult.class);
    } catch (JsonMappingException e) {
      throw foreign(name, e);
    } catch (JsonProcessingException e) {
      throw new ResultFormatException(name + ": is not a result: " + EXPECTED, e);
    }
  }

  /** A field is missing, or null where there must be a value, or of another kind. */
  private static ResultFormatException foreign(String name, JsonMappingException e) {
    String field = path(e.getPath());
    if (e.getCause() instanceof NullPointerException absent) {
      field = field.isEmpty() ? absent.getMessage() : field + "." + absent.getMessage();
    }
    String message =
        name + ": \"" + field + "\" is missing or not of the expected kind: " + EXPECTED;
    return new ResultFormatException(message, e);
  }

  private static String where(@Nullable JsonLocation at) {
    return at == null || at.getLineNr() < 1
        ? ""
        : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static String path(List<JsonMappingException.Reference> path) {
    return path.stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }
}
