package org.tengen.jobs;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tengen.driver.WrongSetting;
import org.tengen.jobs.settings.Catalogue;
import org.tengen.jobs.settings.JobName;
import org.tengen.jobs.settings.Section;
import org.tengen.jobs.settings.Setting;
import org.tengen.jobs.settings.Sources.Asked;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** A job's flags: one for each of its settings, and those that ask something of the job itself. */
final class Flags {
  private static final String CONF = "--conf";
  private static final String RESUME = "--resume";
  private static final String PRINT_CONFIG = "--print-config";
  private static final String DRY_RUN = "--dry-run";

  private Flags() {}

  /** Adds them to the command, in sections, as help shows them. */
  static void add(CommandSpec spec, JobName job) {
    int order = 0;
    for (Section section : Section.values()) {
      ArgGroupSpec.Builder group = group(section.heading(), order++);
      boolean any = false;
      for (Setting<?> setting : Catalogue.of(job)) {
        if (setting.section() == section) {
          group.addArg(option(setting));
          any = true;
        }
      }
      if (any) {
        spec.addArgGroup(group.build());
      }
    }
    spec.addArgGroup(questions(job, group("Asking first", order)));
  }

  /** The flags that were given. */
  static Asked asked(JobName job, ParseResult parsed) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Setting<?> setting : Catalogue.of(job)) {
      Optional<String> text = text(parsed, setting.flag());
      text.ifPresent(value -> texts.put(setting.key(), value));
    }
    return new Asked(job, text(parsed, CONF), text(parsed, RESUME), texts);
  }

  /** A flag that is given twice: one of them would be ignored. */
  static void refuseTwice(ParseResult parsed) {
    Set<String> seen = new HashSet<>();
    for (OptionSpec option : parsed.matchedOptions()) {
      if (!seen.add(option.longestName())) {
        throw new WrongSetting(option.longestName() + " is given twice; keep one of them");
      }
    }
  }

  static boolean printsConfig(ParseResult parsed) {
    return parsed.hasMatchedOption(PRINT_CONFIG);
  }

  static boolean dryRun(ParseResult parsed) {
    return parsed.hasMatchedOption(DRY_RUN);
  }

  static Optional<String> text(ParseResult parsed, String flag) {
    return Optional.ofNullable(parsed.matchedOptionValue(flag, (String) null));
  }

  private static ArgGroupSpec questions(JobName job, ArgGroupSpec.Builder group) {
    group.addArg(
        valued(CONF, "FILE", "Settings file to read instead of the job's own in conf/.").build());
    if (job.leavesRuns()) {
      group.addArg(
          valued(RESUME, "RUN", "Go on with the run in this folder, with its settings.").build());
      group.addArg(
          OptionSpec.builder(DRY_RUN)
              .description("Show placement and memory, and touch nothing.")
              .build());
    }
    group.addArg(
        OptionSpec.builder(PRINT_CONFIG)
            .description("Show each setting's value and where it comes from, and do nothing.")
            .build());
    group.addArg(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
    return group.build();
  }

  private static ArgGroupSpec.Builder group(String heading, int order) {
    return ArgGroupSpec.builder()
        .exclusive(false)
        .validate(false)
        .heading("%n" + heading + ":%n")
        .order(order);
  }

  private static OptionSpec option(Setting<?> setting) {
    String says = setting.says() + " Default: " + setting.fallback() + ".";
    OptionSpec.Builder option = valued(setting.flag(), setting.label(), says);
    return (setting.isSwitch() ? option.arity("0..1").fallbackValue("on") : option).build();
  }

  static OptionSpec.Builder valued(String flag, String label, String says) {
    return OptionSpec.builder(flag)
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(says.replace("%", "%%"));
  }
}
