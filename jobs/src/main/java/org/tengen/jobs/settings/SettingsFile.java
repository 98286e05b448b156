package org.tengen.jobs.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tengen.driver.WrongSetting;

/**
 * A file of settings: {@code key = value} lines. A {@code #} at the start of a line, or after a
 * space, begins a comment. Nothing is escaped, no line continues another.
 */
final class SettingsFile {
  private SettingsFile() {}

  /**
   * The settings in {@code lines}.
   *
   * @param name the file, as errors name it
   * @throws WrongSetting for a line that is no setting, or a key that stands twice
   */
  static Layer read(String name, List<String> lines) {
    Map<String, Layer.Entry> entries = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = withoutComment(lines.get(i));
      if (!line.isEmpty()) {
        read(line, Origin.file(name, i + 1), entries);
      }
    }
    return new Layer(entries);
  }

  private static void read(String line, Origin origin, Map<String, Layer.Entry> entries) {
    int equals = line.indexOf('=');
    String key = equals < 0 ? "" : line.substring(0, equals).strip();
    if (key.isEmpty()) {
      throw new WrongSetting(
          origin + ": " + line + ": expected key = value, or a comment that begins with #");
    }
    Layer.Entry entry = new Layer.Entry(line.substring(equals + 1).strip(), origin);
    Layer.Entry before = entries.put(key, entry);
    if (before != null) {
      throw new WrongSetting(
          origin + ": " + key + " stands in " + before.origin() + " already; keep one of them");
    }
  }

  private static String withoutComment(String line) {
    String text = line.strip();
    if (text.startsWith("#")) {
      return "";
    }
    int comment = text.indexOf(" #");
    return comment < 0 ? text : text.substring(0, comment).strip();
  }
}
