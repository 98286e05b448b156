package org.tengen.jobs.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tengen.driver.WrongSetting;

/**
 * Finds a job's file of settings: the one that {@code --conf} names, or {@code conf/} of Tengen's
 * home, or of the current folder, or else the copy in the jar, so that a lone jar runs alike.
 *
 * @param home Tengen's folder, where the launcher gave one
 */
record JobFile(Optional<Path> home) {
  /** The system property in which the launcher names Tengen's folder. */
  static final String HOME = "tengen.home";

  static JobFile find() {
    return new JobFile(Optional.ofNullable(System.getProperty(HOME)).map(Path::of));
  }

  Layer read(JobName job, Optional<String> conf) {
    if (conf.isPresent()) {
      return readNamed(Path.of(conf.get()));
    }
    Path inConf = Path.of("conf", job.fileName());
    Path file = home.map(folder -> folder.resolve(inConf)).orElse(inConf);
    return Files.isRegularFile(file)
        ? SettingsFile.read(inConf.toString(), lines(file))
        : fromJar(job);
  }

  private static Layer readNamed(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new WrongSetting("conf=" + file + ": no such file (flag --conf)");
    }
    return SettingsFile.read(file.toString(), lines(file));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new WrongSetting("conf=" + file + ": not UTF-8");
    } catch (IOException e) {
      throw new WrongSetting("conf=" + file + ": cannot be read: " + e.getMessage());
    }
  }

  private static Layer fromJar(JobName job) {
    try (InputStream in = JobFile.class.getResourceAsStream("/conf/" + job.fileName())) {
      if (in == null) {
        return Layer.EMPTY;
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SettingsFile.read("conf/" + job.fileName() + " in the jar", text.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
