package org.tengen.driver.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.tengen.driver.WrongSetting;
import org.tengen.ps.store.Store;

/**
 * A run's folder, on any file system that Hadoop opens: what is in it is the run's whole state.
 *
 * <p>A text file appears under its name when it is whole: it is written beside it and renamed.
 */
public final class RunFolder {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The lines of metrics that stay, while their file is written anew. */
  private static final String KEPT = ".metrics.jsonl.kept";

  private final FileSystem files;
  private final Path root;

  private RunFolder(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
  }

  /**
   * Makes a new run's folder.
   *
   * @throws WrongSetting if there is something at this place, or it cannot be made
   */
  public static RunFolder create(String out, Configuration hadoop) {
    RunFolder folder = at("out", out, hadoop);
    try {
      if (folder.files.exists(folder.root)) {
        throw new WrongSetting(
            "out="
                + out
                + ": exists; choose another folder, or go on with the run in it by --resume "
                + out);
      }
      folder.files.mkdirs(folder.root);
      return folder;
    } catch (IOException e) {
      throw new WrongSetting("out=" + out + ": cannot be made (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Opens a folder that need not be there.
   *
   * @param setting what the folder is called in errors
   * @throws WrongSetting if it cannot be made
   */
  public static RunFolder make(String setting, String place, Configuration hadoop) {
    RunFolder folder = at(setting, place, hadoop);
    try {
      folder.files.mkdirs(folder.root);
      return folder;
    } catch (IOException e) {
      throw new WrongSetting(
          setting + "=" + place + ": cannot be made (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Opens an earlier run's folder.
   *
   * @throws WrongSetting if there is none
   */
  public static RunFolder open(String run, Configuration hadoop) {
    return open("resume", run, hadoop);
  }

  /**
   * The same, for a folder that is not resumed.
   *
   * @param setting what the folder is called in errors
   */
  public static RunFolder open(String setting, String run, Configuration hadoop) {
    RunFolder folder = at(setting, run, hadoop);
    String named = setting + "=" + run;
    try {
      if (!folder.files.exists(folder.root)) {
        throw new WrongSetting(named + ": no such folder; expected the folder of a run");
      }
      return folder;
    } catch (IOException e) {
      throw new WrongSetting(named + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static RunFolder at(String setting, String place, Configuration hadoop) {
    try {
      Path path = new Path(place);
      FileSystem files = path.getFileSystem(hadoop);
      // the checksummed local file system would put a .crc file beside each of ours
      FileSystem plain = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
      return new RunFolder(plain, plain.makeQualified(path));
    } catch (IOException | IllegalArgumentException e) {
      throw new WrongSetting(
          setting + "=" + place + ": cannot be opened (" + e.getMessage() + ")", e);
    }
  }

  /** The folder {@code name} inside this one, made when it is not there. */
  public RunFolder folder(String name) {
    try {
      Path inner = new Path(root, name);
      files.mkdirs(inner);
      return new RunFolder(files, inner);
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  /** Where the folder is, as a person would write it. */
  public String place() {
    return root.toUri().getScheme().equals("file") ? root.toUri().getPath() : root.toString();
  }

  /** Writes {@code text} under {@code name}, in place of what was there, which stays till then. */
  public void write(String name, String text) {
    Path partial = new Path(root, "." + name + ".partial");
    Path target = new Path(root, name);
    try {
      try (FSDataOutputStream out = files.create(partial, true)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.hsync();
      }
      if (files.exists(target)) {
        files.delete(before(name), false);
        rename(target, before(name));
      }
      rename(partial, target);
      files.delete(before(name), false);
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  /** What a text was while another takes its name: not every file system renames onto a file. */
  private Path before(String name) {
    return new Path(root, "." + name + ".before");
  }

  private void rename(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("cannot rename " + from);
    }
  }

  /** A new file, whose flush puts what was written where a reader, or the next start, finds it. */
  public OutputStream stream(String name) throws IOException {
    return new FlushedStream(files.create(new Path(root, name), false));
  }

  /** What {@code name} holds; empty when there is no such file. */
  public Optional<String> read(String name) {
    Path target = new Path(root, name);
    return text(name, target).or(() -> text(name, before(name))).or(() -> text(name, target));
  }

  private Optional<String> text(String name, Path file) {
    try (InputStream in = files.open(file)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  /** The folder as a store, for checkpoints and weights. */
  public Store store() {
    return new HadoopStore(files, root);
  }

  /** The metrics so far, oldest first; a last line that was cut off is left out. */
  public List<JsonNode> readMetrics() {
    List<JsonNode> lines = new ArrayList<>();
    String text = read(KEPT).or(() -> read(MetricsLog.FILE)).orElse("");
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
      if (!line.isEmpty()) {
        lines.add(parse(line));
      }
    }
    return lines;
  }

  private static JsonNode parse(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(MetricsLog.FILE + ": not JSON: " + line, e);
    }
  }

  /**
   * Opens the metrics log behind the lines that {@code keep} holds; the others are dropped. While
   * it is written anew the lines are in another file too, so that whatever happens leaves them.
   */
  public MetricsLog metrics(List<JsonNode> keep) {
    try {
      String lines = keep.stream().map(line -> line + "\n").collect(Collectors.joining());
      write(KEPT, lines);
      FSDataOutputStream out = files.create(new Path(root, MetricsLog.FILE), true);
      out.write(lines.getBytes(StandardCharsets.UTF_8));
      out.hsync();
      files.delete(new Path(root, KEPT), false);
      return new MetricsLog(new FlushedStream(out));
    } catch (IOException e) {
      throw failed(MetricsLog.FILE, e);
    }
  }

  private UncheckedIOException failed(String name, IOException e) {
    return new UncheckedIOException(new Path(root, name) + ": " + e.getMessage(), e);
  }
}
