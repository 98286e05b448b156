package org.tengen.jobs.settings;

import java.util.List;
import java.util.stream.Collectors;

/** {@code docs/settings.md}: every setting, made from the declarations. */
public final class SettingsPage {
  private static final String HEAD =
      """
      # Settings

      Made from the declarations in the code: change it there. A value is the default, unless the job's file in `conf/` (or
      the file that `--conf` names) has another, unless the run that `--resume` names has another, unless a flag has
      another. `--print-config` shows each value and where it comes from; what it prints is itself a settings file.

      A file has lines `key = value`; `#` begins a comment. A key that no setting has is an error.
      """;

  private SettingsPage() {}

  /** The page's text. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Section section : Section.values()) {
      page.append("\n## ").append(section.heading()).append("\n\n");
      page.append("| setting | what it is | accepted | default | example | of | when resumed |\n");
      page.append("|---|---|---|---|---|---|---|\n");
      for (Setting<?> setting : Catalogue.all()) {
        if (setting.section() == section) {
          page.append(row(setting));
        }
      }
    }
    return page.toString();
  }

  private static String row(Setting<?> setting) {
    String resuming = setting.resuming() == Setting.Resuming.FREE ? "may differ" : "fixed";
    return List.of(
            code(setting.key()),
            setting.says(),
            setting.kind().accepted(),
            code(setting.fallback()),
            code(setting.example()),
            setting.jobs().stream().map(JobName::words).collect(Collectors.joining(", ")),
            resuming)
        .stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
