package org.tengen.jobs.settings;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values from one place, by key, as written there. A later layer beats an earlier one.
 *
 * @param entries in the order that they were written
 */
record Layer(Map<String, Entry> entries) {
  static final Layer EMPTY = new Layer(Map.of());

  /** A value's text and where it stands. */
  record Entry(String text, Origin origin) {}

  /** The flags that were given: {@code --key value}. */
  static Layer flags(Map<String, String> texts) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    texts.forEach((key, text) -> entries.put(key, new Entry(text, Origin.flag("--" + key))));
    return new Layer(entries);
  }

  /** The settings that {@code folder}'s run was started with. */
  static Layer run(String folder, Map<String, String> texts) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    texts.forEach((key, text) -> entries.put(key, new Entry(text, Origin.run(folder))));
    return new Layer(entries);
  }
}
