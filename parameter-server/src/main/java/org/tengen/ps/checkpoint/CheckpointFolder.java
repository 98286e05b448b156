package org.tengen.ps.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tengen.ps.store.Store;

/** The folder of a run's checkpoints: their names, and which are kept. */
record CheckpointFolder(Store store, String folder, int kept) {
  private static final String PREFIX = "checkpoint-";

  CheckpointFolder {
    if (kept < 2) {
      throw new IllegalArgumentException(
          "checkpoints kept=" + kept + ": expected 2 or more, so that one may be damaged");
    }
  }

  /** All that are here, whole or not, oldest first. */
  List<String> names() throws IOException {
    return store.list(folder).stream().filter(name -> name.matches(PREFIX + "\\d{8}")).toList();
  }

  /** The path of a checkpoint. */
  String in(String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /** The name of the one after {@code names}. */
  static String next(List<String> names) {
    long last =
        names.isEmpty()
            ? 0
            : Long.parseLong(names.get(names.size() - 1).substring(PREFIX.length()));
    return PREFIX + "%08d".formatted(1 + last);
  }

  /** Deletes what is older than those to keep, and what was never finished; oldest first. */
  void drop(List<String> before) throws IOException {
    List<String> finished = new ArrayList<>();
    for (String name : before) {
      if (finished(name)) {
        finished.add(name);
      } else {
        store.delete(in(name));
      }
    }
    int surplus = finished.size() - (kept - 1);
    for (int at = 0; at < surplus; at++) {
      delete(finished.get(at));
    }
  }

  /** Deletes one, first what makes it whole. */
  void delete(String name) throws IOException {
    store.delete(in(name) + "/" + Manifest.NAME);
    store.delete(in(name));
  }

  /** The samples applied in one that is finished. */
  long samples(String name) throws IOException {
    return Manifest.read(store, in(name)).samples();
  }

  /** Whether it has all its files; their contents are looked at when they are needed. */
  boolean finished(String name) throws IOException {
    try {
      List<String> files =
          Manifest.read(store, in(name)).files().stream().map(ShardFile.Entry::name).toList();
      return store.list(in(name)).containsAll(files);
    } catch (DamagedException e) {
      return false;
    }
  }
}
