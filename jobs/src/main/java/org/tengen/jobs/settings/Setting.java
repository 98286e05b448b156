package org.tengen.jobs.settings;

import java.util.Set;
import org.tengen.driver.WrongSetting;

/**
 * One setting's declaration.
 *
 * @param key in a file; the flag is {@code --key}
 * @param fallback the default's text
 * @param says one sentence, for help and documentation
 * @param example a value that is accepted
 * @param jobs who has it
 * @param resuming whether a resumed run may have another value
 * @param <T> what its text is read as
 */
public record Setting<T>(
    String key,
    Kind<T> kind,
    String fallback,
    String says,
    String example,
    Section section,
    Set<JobName> jobs,
    Resuming resuming) {

  /** What becomes of a setting when its run is resumed. */
  enum Resuming {
    /** Another value would be another run: refused. */
    FIXED,
    /** Where or how patiently it runs, not what it computes: may differ. */
    FREE
  }

  /** On the command line. */
  public String flag() {
    return "--" + key;
  }

  /** Whether the flag without a value is a value too: on. */
  public boolean isSwitch() {
    return kind.equals(Kind.SWITCH);
  }

  /** What stands for the value in help, e.g. {@code N}. */
  public String label() {
    return kind.label();
  }

  /**
   * The value of {@code text}.
   *
   * @throws WrongSetting with key, text, what would be accepted, and where the text stands
   */
  T read(String text, Origin origin) {
    try {
      return kind.reader().apply(text);
    } catch (IllegalArgumentException e) {
      throw new WrongSetting(refusal(text, e) + " (" + origin + ")");
    }
  }

  /** A parser of another module may call the setting otherwise: the user's word is the key. */
  private String refusal(String text, IllegalArgumentException e) {
    String reason = e instanceof NumberFormatException ? null : e.getMessage();
    if (reason == null) {
      return key + "=" + text + ": expected " + kind.accepted() + ", e.g. " + example;
    }
    if (reason.startsWith(key + "=")) {
      return reason;
    }
    return key + "=" + text + ": " + reason.replaceFirst("^[a-z-]+=[^ ]*: ", "");
  }
}
