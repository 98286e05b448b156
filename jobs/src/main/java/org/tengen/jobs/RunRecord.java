package org.tengen.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tengen.driver.WrongSetting;
import org.tengen.jobs.settings.Values;

/**
 * {@code run.json}: what a run was told, and by what it was run; enough to go on with it.
 *
 * @param job its words, e.g. {@code train next-word}
 * @param command what was typed
 * @param startedAt in UTC
 * @param settings by key
 * @param versions by name
 */
record RunRecord(
    String job,
    String command,
    String startedAt,
    Map<String, Told> settings,
    Map<String, String> versions) {
  static final String FILE = "run.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** A setting's value and where it came from. */
  record Told(String value, String origin) {}

  static Map<String, Told> settings(Values values) {
    Map<String, Told> told = new LinkedHashMap<>();
    Map<String, String> origins = values.origins();
    values
        .texts()
        .forEach((key, text) -> told.put(key, new Told(text, origins.getOrDefault(key, ""))));
    return told;
  }

  /** Every setting's value by key. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    settings.forEach((key, told) -> texts.put(key, told.value()));
    return texts;
  }

  String json() {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return MAPPER.writer(printer).writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(FILE + " cannot be written", e);
    }
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @param run the folder, for the error
   */
  static RunRecord ofJson(String run, String json) {
    try {
      return MAPPER.readValue(json, RunRecord.class);
    } catch (JsonProcessingException e) {
      throw new WrongSetting(
          "resume=" + run + ": its " + FILE + " is damaged: " + e.getOriginalMessage(), e);
    }
  }
}
