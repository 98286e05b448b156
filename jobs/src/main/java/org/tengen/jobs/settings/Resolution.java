package org.tengen.jobs.settings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tengen.driver.WrongSetting;

/** Makes one value of each setting out of layers. */
final class Resolution {
  private Resolution() {}

  /**
   * The values of {@code job}, a later layer beating an earlier one, every one of them read once.
   *
   * @throws WrongSetting for a key that the job does not have, or a value that it does not accept
   */
  static Values resolve(JobName job, List<Layer> layers) {
    Map<Setting<?>, Layer.Entry> entries = new LinkedHashMap<>();
    List<Setting<?>> settings = Catalogue.of(job);
    settings.forEach(s -> entries.put(s, new Layer.Entry(s.fallback(), Origin.DEFAULT)));
    for (Layer layer : layers) {
      layer.entries().forEach((key, entry) -> entries.put(named(job, key, entry.origin()), entry));
    }
    entries.forEach((setting, entry) -> setting.read(entry.text(), entry.origin()));
    return Budget.settle(new Values(job, entries));
  }

  private static Setting<?> named(JobName job, String key, Origin origin) {
    for (Setting<?> setting : Catalogue.of(job)) {
      if (setting.key().equals(key)) {
        return setting;
      }
    }
    Collection<String> keys = Catalogue.of(job).stream().map(Setting::key).toList();
    throw new WrongSetting(
        origin
            + ": "
            + key
            + " is no setting of "
            + job.words()
            + Suggestion.tail(key, keys)
            + (Suggestion.of(key, keys).isEmpty()
                ? "; tengen " + job.words() + " --help lists them"
                : ""));
  }
}
