package org.tengen.ps.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.store.Store;

/**
 * The checkpoints of one run, each a numbered folder: a file for each shard, then the manifest.
 *
 * <p>One without a whole manifest does not count; neither does one of whose files a byte has
 * changed. A number is used again only when its folder is gone ({@link #dropAfter}), so what a
 * writer that died has left is never mixed with what its successor writes. Used by one thread of
 * one process at a time.
 */
public final class Checkpoints {
  private final Store store;
  private final CheckpointFolder folder;

  /**
   * Those in {@code folder} of {@code store}.
   *
   * @param kept how many of the newest are kept; two or more, so that one may be damaged
   */
  public Checkpoints(Store store, String folder, int kept) {
    this.store = store;
    this.folder = new CheckpointFolder(store, folder, kept);
  }

  /**
   * Writes one and drops those that are no longer kept.
   *
   * @param facts what the run says of itself, by names of one word, in values of one line
   * @return its name
   */
  public String write(RunImage image, Map<String, String> facts) throws IOException {
    if (image.kind() != ImageKind.CHECKPOINT) {
      throw new IllegalArgumentException("an image for " + image.kind() + " is no checkpoint");
    }
    facts.forEach(Manifest::requireFactFits);
    List<String> before = names();
    String name = CheckpointFolder.next(before);
    List<ShardFile.Entry> files = new ArrayList<>();
    for (ShardImage shard : image.shards()) {
      files.add(ShardFile.write(store, folder.in(name), shard));
    }
    int lanes = image.shards().get(0).laneSamples().length;
    new Manifest(image.samples(), image.updates(), image.layout(), lanes, files, facts)
        .write(store, folder.in(name));
    folder.drop(before);
    return name;
  }

  /**
   * The newest that is whole. One that the store cannot read counts as damaged: going on from an
   * older one costs time and nothing else.
   *
   * @throws DamagedException if there are some, but none is whole: names each
   */
  public Optional<Checkpoint> newest() throws IOException {
    List<String> names = names();
    List<String> damaged = new ArrayList<>();
    for (int at = names.size() - 1; at >= 0; at--) {
      try {
        return Optional.of(read(names.get(at), damaged));
      } catch (DamagedException e) {
        damaged.add(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        damaged.add(store + "/" + folder.in(names.get(at)) + " cannot be read: " + e);
      }
    }
    if (!damaged.isEmpty()) {
      throw new DamagedException("no checkpoint is whole: " + String.join("; ", damaged));
    }
    return Optional.empty();
  }

  /**
   * Drops those in which more than so many samples are applied, that the newest that is left may be
   * gone on from, and those that were never finished, whose writer is gone.
   */
  public void dropAfter(long samples) throws IOException {
    for (String name : names()) {
      if (!folder.finished(name) || folder.samples(name) > samples) {
        folder.delete(name);
      }
    }
  }

  /** All that are here, whole or not, oldest first. */
  public List<String> names() throws IOException {
    return folder.names();
  }

  private Checkpoint read(String name, List<String> damaged) throws IOException {
    Manifest manifest = Manifest.read(store, folder.in(name));
    List<ShardImage> shards = new ArrayList<>();
    for (int shard = 0; shard < manifest.layout().shards(); shard++) {
      shards.add(
          ShardFile.read(store, folder.in(name), manifest.files().get(shard), manifest, shard));
    }
    RunImage image = new RunImage(ImageKind.CHECKPOINT, manifest.layout(), shards);
    return new Checkpoint(name, image, manifest.facts(), damaged);
  }
}
