package org.tengen.dl4j;

import java.time.Duration;
import java.util.Map;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.type.TypeReference;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;
import org.nd4j.shade.jackson.dataformat.yaml.YAMLFactory;

/** A training master's settings as JSON or YAML: one flat object, each setting by its name. */
final class SettingsText {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private SettingsText() {}

  static String json(MasterSettings settings) {
    return write(JSON, settings);
  }

  static String yaml(MasterSettings settings) {
    return write(YAML, settings);
  }

  /** Reads JSON over the default settings; a key that is not known is refused. */
  static TengenTrainingMaster.Builder fromJson(String text) {
    return read(JSON, "JSON", text);
  }

  /** Reads YAML likewise. */
  static TengenTrainingMaster.Builder fromYaml(String text) {
    return read(YAML, "YAML", text);
  }

  private static String write(ObjectMapper mapper, MasterSettings settings) {
    try {
      return mapper.writeValueAsString(settings.toMap());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TengenTrainingMaster.Builder read(
      ObjectMapper mapper, String format, String text) {
    Map<String, Object> map;
    try {
      map = mapper.readValue(text, new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "training master: not " + format + ": " + e.getOriginalMessage(), e);
    }
    TengenTrainingMaster.Builder builder = new TengenTrainingMaster.Builder();
    map.forEach((key, value) -> set(builder, key, String.valueOf(value)));
    return builder;
  }

  private static void set(TengenTrainingMaster.Builder builder, String key, String value) {
    try {
      setParsed(builder, key, value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + "=" + value + ": expected a whole number", e);
    }
  }

  private static void setParsed(TengenTrainingMaster.Builder builder, String key, String value) {
    switch (key) {
      case "workers" -> builder.workers(Integer.parseInt(value));
      case "shards" -> builder.shards(Integer.parseInt(value));
      case "strategy" -> builder.strategy(value);
      case "codec" -> builder.codec(value);
      case "batchSizePerWorker" -> builder.batchSizePerWorker(Integer.parseInt(value));
      case "seed" -> builder.seed(Long.parseLong(value));
      case "shuffle" -> builder.shuffle(Boolean.parseBoolean(value));
      case "listenEvery" -> builder.listenEvery(Integer.parseInt(value));
      case "tcp" -> builder.tcp(Boolean.parseBoolean(value));
      case "bind" -> builder.bind(value);
      case "advertise" -> builder.advertise(value);
      case "port" -> builder.port(Integer.parseInt(value));
      case "startDeadlineSeconds" -> builder.startDeadline(seconds(value));
      case "deadlineSeconds" -> builder.deadline(seconds(value));
      default ->
          throw new IllegalArgumentException(
              "training master: unknown setting "
                  + key
                  + "; expected one of "
                  + String.join(", ", builder.build().settings().toMap().keySet()));
    }
  }

  private static Duration seconds(String value) {
    return Duration.ofSeconds(Long.parseLong(value));
  }
}
