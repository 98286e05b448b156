package org.tengen.ps.simulation;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The run's real checkpoints on a store that tears and rots. */
abstract class Safe {
  static final int KEPT = 2;
  static final Map<String, String> FACTS = Map.of("seed", "simulated");

  private final FaultyStore store;
  private final Random random;
  private final Happenings happenings;
  private final int mostBytes;

  /** Those that are whole, by name. */
  private final TreeMap<String, Saved> whole = new TreeMap<>();

  /** The one whose writer died, if nothing was written since. */
  private @Nullable Saved torn;

  /**
   * One that has none yet.
   *
   * @param mostBytes within which a writer dies that dies
   */
  Safe(FaultyStore store, Random random, Happenings happenings, int mostBytes) {
    this.store = store;
    this.random = random;
    this.happenings = happenings;
    this.mostBytes = mostBytes;
  }

  /** What a run begins with. */
  abstract Beginning initial(Mutation mutation);

  /** What a restart goes on from; nothing to begin anew. */
  abstract Optional<Beginning> restored(Mutation mutation);

  /** Writes a checkpoint, and says its name. */
  abstract String put(Saved image) throws IOException;

  /** All that are kept. */
  abstract List<String> names() throws IOException;

  /** How the newest that is whole is read. */
  interface Reading<T> {
    T read() throws IOException;
  }

  /**
   * Writes one.
   *
   * @return whether the writer has lived on
   */
  final boolean write(Saved image, boolean dies) {
    if (dies) {
      store.dieAfter(random.nextInt(mostBytes));
    }
    try {
      whole.put(put(image), image);
      whole.keySet().retainAll(names());
      happenings.count(Happening.CHECKPOINT_WRITTEN);
      torn = null;
      return true;
    } catch (IOException | FaultyStore.WriterDied e) {
      happenings.count(Happening.CHECKPOINT_TORN);
      torn = image;
      return false;
    } finally {
      store.live();
      image.close();
    }
  }

  /** Damages the newest, if another one is whole. */
  final void rot() {
    if (whole.size() >= 2) {
      happenings.count(Happening.CHECKPOINT_DAMAGED);
      String newest = whole.lastKey();
      store.damage(newest, random);
      torn = whole.remove(newest);
    }
  }

  /** Reads the newest that is whole; nothing if there is none. */
  final <T> Optional<T> newest(Reading<Optional<T>> reading) {
    try {
      return reading.read();
    } catch (IOException e) {
      if (whole.isEmpty()) {
        return Optional.empty();
      }
      throw new Violation(Safe.class, "whole are " + whole.keySet() + ", but: " + e.getMessage());
    }
  }

  /** The newest that was not whole, as it was meant to be; null if there is none. */
  final @Nullable Saved torn() {
    return torn;
  }

  /** Some were not whole. */
  final void passedOver(List<String> damaged) {
    if (!damaged.isEmpty()) {
      happenings.count(Happening.CHECKPOINT_PASSED_OVER);
    }
  }
}
