package org.tengen.jobs;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tengen.corpus.text.Skipped;
import org.tengen.driver.WrongSetting;
import org.tengen.jobs.settings.Values;
import org.tengen.models.Engine;
import org.tengen.web.report.RunResult;

/**
 * {@code run.json}: what a run was told, and by what it was run; enough to go on with it.
 *
 * @param job its words, e.g. {@code train next-word}
 * @param command what was typed
 * @param startedAt in UTC
 * @param settings by key
 * @param versions by name
 * @param skipped the records of the text that could not be used and were left out, by kind
 */
record RunRecord(
    String job,
    String command,
    String startedAt,
    Map<String, Told> settings,
    Map<String, String> versions,
    Map<String, Skipped.Count> skipped) {
  static final String FILE = "run.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  RunRecord {
    skipped = requireNonNullElse(skipped, Map.of()); // a record of before has none
  }

  /** A setting's value and where it came from. */
  record Told(String value, String origin) {}

  /** A new run's, which begins now. */
  static RunRecord begin(Values values, Map<String, String> versions) {
    return new RunRecord(
        values.job().words(),
        values.command(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        settings(values),
        versions,
        Map.of());
  }

  /** The same of a run that left records out. */
  RunRecord with(Skipped left) {
    Map<String, Skipped.Count> byKind = new LinkedHashMap<>();
    left.counts().forEach((kind, count) -> byKind.put(kind.words(), count));
    return new RunRecord(job, command, startedAt, settings, versions, byKind);
  }

  /** What this process is made of, and {@code more}. */
  static Map<String, String> versions(Map<String, String> more) {
    return versions(more, Engine.load().facts());
  }

  /**
   * The same of a job that may need no engine.
   *
   * @param engine what it says of itself
   */
  static Map<String, String> versions(Map<String, String> more, Map<String, String> engine) {
    Map<String, String> versions = new LinkedHashMap<>();
    BuildStamp stamp = BuildStamp.load();
    versions.put("tengen", stamp.version());
    versions.put("commit", stamp.commit());
    versions.put("dirty", Boolean.toString(stamp.dirty()));
    versions.put("java", Runtime.version().toString());
    versions.putAll(more);
    versions.putAll(engine);
    return versions;
  }

  /** What the run's result says beside its figures. */
  RunResult blank() {
    return new RunResult(job, command, startedAt, texts(), versions, null, "", List.of());
  }

  private static Map<String, Told> settings(Values values) {
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
   * @param setting what the folder is called in the error
   * @param run the folder, for the error
   */
  static RunRecord ofJson(String setting, String run, String json) {
    try {
      return MAPPER.readValue(json, RunRecord.class);
    } catch (JsonProcessingException e) {
      throw new WrongSetting(
          setting + "=" + run + ": its " + FILE + " is damaged: " + e.getOriginalMessage(), e);
    }
  }
}
