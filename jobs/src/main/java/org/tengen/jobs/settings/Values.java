package org.tengen.jobs.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A value for every setting of a job, each readable and with its origin.
 *
 * @param entries by setting, in the order of declaration
 */
public record Values(JobName job, Map<Setting<?>, Layer.Entry> entries) {

  /** The value of one of the job's settings. */
  <T> T get(Setting<T> setting) {
    Layer.Entry entry = entry(setting);
    return setting.read(entry.text(), entry.origin());
  }

  String text(Setting<?> setting) {
    return entry(setting).text();
  }

  Origin origin(Setting<?> setting) {
    return entry(setting).origin();
  }

  boolean has(Setting<?> setting) {
    return entries.containsKey(setting);
  }

  /** These values with one exchanged. */
  Values with(Setting<?> setting, String text, Origin origin) {
    Map<Setting<?>, Layer.Entry> changed = new LinkedHashMap<>(entries);
    changed.put(setting, new Layer.Entry(text, origin));
    return new Values(job, changed);
  }

  /** Every value's text by key, for the run's record. */
  public Map<String, String> texts() {
    return byKey(entries, true);
  }

  /** Every value's origin by key, for the run's record. */
  public Map<String, String> origins() {
    return byKey(entries, false);
  }

  /**
   * The command line that gives these values: the flags that were given and the file that was
   * named, and no others.
   */
  public String command() {
    StringBuilder command = new StringBuilder("tengen " + job.words());
    files().forEach(file -> command.append(" --conf ").append(quoted(file)));
    entries.forEach(
        (setting, entry) -> {
          if (entry.origin().equals(Origin.flag(setting.flag()))) {
            command.append(' ').append(setting.flag()).append(' ').append(quoted(entry.text()));
          }
        });
    return command.toString();
  }

  /** The file that values are from, unless it is the job's own. */
  private Set<String> files() {
    String own = "conf/" + job.fileName();
    Set<String> files = new TreeSet<>();
    for (Layer.Entry entry : entries.values()) {
      String file = entry.origin().file().orElse("");
      if (!file.isEmpty() && !file.replace(" in the jar", "").equals(own)) {
        files.add(file);
      }
    }
    return files;
  }

  private static String quoted(String text) {
    return text.matches("[-A-Za-z0-9_./:,=@%+]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** {@code --print-config}: a settings file that gives these values, with their origins. */
  public String print() {
    Map<String, String> origins = origins();
    int widest =
        texts().entrySet().stream()
            .mapToInt(e -> e.getKey().length() + e.getValue().length())
            .max()
            .orElse(0);
    return texts().entrySet().stream()
        .map(e -> line(e.getKey(), e.getValue(), origins.getOrDefault(e.getKey(), ""), widest))
        .collect(Collectors.joining());
  }

  private static String line(String key, String text, String origin, int widest) {
    String padding = " ".repeat(widest - key.length() - text.length());
    return key + " = " + text + padding + "  # " + origin + "\n";
  }

  private static Map<String, String> byKey(Map<Setting<?>, Layer.Entry> entries, boolean text) {
    Map<String, String> byKey = new LinkedHashMap<>();
    entries.forEach((s, e) -> byKey.put(s.key(), text ? e.text() : e.origin().toString()));
    return byKey;
  }

  /** The settings, in the order of declaration. */
  List<Setting<?>> settings() {
    return List.copyOf(entries.keySet());
  }

  private Layer.Entry entry(Setting<?> setting) {
    return Objects.requireNonNull(
        entries.get(setting), () -> job.words() + " has no setting " + setting.key());
  }
}
