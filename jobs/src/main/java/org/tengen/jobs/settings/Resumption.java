package org.tengen.jobs.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tengen.driver.WrongSetting;

/** Takes up the settings of a run that was stopped. */
final class Resumption {
  /** What a run did before there was the setting, where that is not its default now. */
  private static final Map<String, String> BEFORE =
      Map.of(CorpusCatalogue.CORPUS_FORMAT.key(), "text");

  private Resumption() {}

  /**
   * The stored settings as a layer.
   *
   * @param stored texts by key
   * @param flags given beside {@code --resume}
   * @throws WrongSetting naming every flag that would make it another run
   */
  static Layer layer(JobName job, String run, Map<String, String> stored, Layer flags) {
    List<String> differing = new ArrayList<>();
    Map<String, String> settings = new LinkedHashMap<>(stored);
    for (Setting<?> setting : Catalogue.of(job)) {
      if (setting.resuming() == Setting.Resuming.FIXED) {
        String key = setting.key();
        String before =
            settings.computeIfAbsent(key, any -> BEFORE.getOrDefault(key, setting.fallback()));
        Layer.Entry flag = flags.entries().get(key);
        if (flag != null && differ(setting, flag, before, run)) {
          differing.add("%s=%s (it has %s)".formatted(key, flag.text(), before));
        }
      }
    }
    if (!differing.isEmpty()) {
      throw new WrongSetting(
          "resume=%s: goes on with its own settings, but the flags say %s; leave them away, or start a"
                  .formatted(run, String.join(", ", differing))
              + " new run");
    }
    refuseAnotherFolder(run, flags);
    settings.put(Catalogue.OUT.key(), run);
    return Layer.run(run, settings);
  }

  private static boolean differ(Setting<?> setting, Layer.Entry flag, String before, String run) {
    return !setting.read(flag.text(), flag.origin()).equals(setting.read(before, Origin.run(run)));
  }

  private static void refuseAnotherFolder(String run, Layer flags) {
    Layer.Entry out = flags.entries().get(Catalogue.OUT.key());
    if (out != null && !Path.of(out.text()).normalize().equals(Path.of(run).normalize())) {
      throw new WrongSetting(
          "out=%s: a resumed run goes on in its own folder %s; leave --out away"
              .formatted(out.text(), run));
    }
  }
}
