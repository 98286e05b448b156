package org.tengen.jobs;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tengen.driver.WrongSetting;
import org.tengen.jobs.settings.JobName;
import org.tengen.jobs.settings.Sources;
import org.tengen.jobs.settings.Values;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** {@code tengen} and the commands below it. */
final class CommandTree {
  private static final String VERSION = "--version";
  private static final String OUT = "--out";
  private static final String PICTURES = "--pictures";
  private static final String PROMPT = "--prompt";
  private static final String WORDS = "--words";
  private static final String TEMPERATURE = "--temperature";
  private static final String SEED = "--seed";
  private static final String WORKERS = "--workers";
  private static final String STRATEGY = "--strategy";
  private static final String STEPS = "--steps";

  private final Terminal terminal;
  private final Sources sources;
  private final Map<JobName, Job> jobs;

  CommandTree(Terminal terminal, Sources sources, Map<JobName, Job> jobs) {
    this.terminal = terminal;
    this.sources = sources;
    this.jobs = jobs;
  }

  CommandLine build() {
    CommandSpec root = spec(Pages.ROOT, this::start);
    root.name("tengen");
    root.usageMessage()
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> Pages.commands());
    root.addOption(
        OptionSpec.builder("-V", VERSION).description("Show version and commit.").build());
    root.addOption(help());
    root.addSubcommand("compare", job(JobName.COMPARE, Pages.COMPARE));
    root.addSubcommand("train", train());
    root.addSubcommand("simulate", job(JobName.SIMULATE, Pages.SIMULATE));
    root.addSubcommand("report", report());
    root.addSubcommand("sample", sample());
    root.addSubcommand("exercise", exercise());
    new VectorCommands(terminal).addTo(root);
    root.addSubcommand("check", job(JobName.CHECK, Pages.CHECK));
    root.addSubcommand("server", job(JobName.SERVER, Pages.SERVER));
    root.addSubcommand("gtp", job(JobName.GTP, Pages.GTP));
    root.addSubcommand("match", match());
    root.addSubcommand("help", words(Pages.HELP, "COMMAND", "0..*", this::help));
    return new CommandLine(root).setExpandAtFiles(false);
  }

  private CommandSpec train() {
    CommandSpec train =
        spec(
            Pages.TRAIN,
            typed -> {
              throw new WrongSetting(
                  "expected next-word, lm, word2vec or go, e.g. tengen train next-word");
            });
    train.addOption(help());
    train.addSubcommand("next-word", job(JobName.TRAIN_NEXT_WORD, Pages.NEXT_WORD));
    train.addSubcommand("lm", job(JobName.TRAIN_LM, Pages.LM));
    train.addSubcommand("word2vec", job(JobName.TRAIN_WORD2VEC, Pages.WORD2VEC));
    train.addSubcommand("go", job(JobName.TRAIN_GO, Pages.GO));
    return train;
  }

  private CommandSpec report() {
    CommandSpec report = words(Pages.REPORT, "RUN", "1..*", this::report);
    report.addOption(
        Flags.valued(
                OUT,
                "FOLDER",
                "Of several runs: the new folder of the page that shows them side by side. Default:"
                    + " runs/report-TIME.")
            .build());
    report.addOption(
        Flags.valued(
                PICTURES,
                "FOLDER",
                "Write the report's pictures there too, as SVG files that stand alone. Default:"
                    + " none.")
            .build());
    return report;
  }

  private CommandSpec sample() {
    CommandSpec sample = words(Pages.SAMPLE, "RUN", "1", this::sample);
    sample.addOption(
        Flags.valued(PROMPT, "TEXT", "What the text begins with. Default: nothing.").build());
    sample.addOption(Flags.valued(WORDS, "N", "Words that follow. Default: 50.").build());
    sample.addOption(
        Flags.valued(
                TEMPERATURE,
                "X",
                "1 draws words as often as the network thinks right, less prefers what it thinks"
                    + " probable, 0 takes the most probable. Default: 1.")
            .build());
    sample.addOption(Flags.valued(SEED, "N", "Decides all draws. Default: 1.").build());
    return sample;
  }

  private CommandSpec exercise() {
    CommandSpec exercise = words(Pages.EXERCISE, "NAME", "1", this::exercise);
    exercise.addOption(
        Flags.valued(WORKERS, "N", "Lanes that train at the same time. Default: 2.").build());
    exercise.addOption(
        Flags.valued(STRATEGY, "STRATEGY", "When workers meet; docs/strategies.md. Default: bsp.")
            .build());
    exercise.addOption(
        Flags.valued(
                STEPS, "N", "Of each worker, 40 or more. Default: as many as the exercise needs.")
            .build());
    exercise.addOption(Flags.valued(SEED, "N", "Where all randomness starts. Default: 1.").build());
    exercise.addOption(
        Flags.valued(OUT, "FOLDER", "The run folder. Default: runs/exercise-NAME-TIME.").build());
    return exercise;
  }

  private CommandSpec match() {
    CommandSpec match = job(JobName.MATCH, Pages.MATCH);
    match.addPositional(positional(Pages.MATCH, "PLAYER", "0..*"));
    return match;
  }

  private CommandSpec job(JobName name, Pages.Page page) {
    CommandSpec spec = spec(page, typed -> run(name, typed));
    Flags.add(spec, name);
    return spec;
  }

  static CommandSpec words(Pages.Page page, String label, String arity, Action action) {
    CommandSpec spec = spec(page, action);
    spec.addPositional(positional(page, label, arity));
    spec.addOption(help());
    return spec;
  }

  private static PositionalParamSpec positional(Pages.Page page, String label, String arity) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .arity(arity)
        .required(!arity.startsWith("0"))
        .type(List.class)
        .auxiliaryTypes(String.class)
        .description(page.words())
        .build();
  }

  private static CommandSpec spec(Pages.Page page, Action action) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(action);
    spec.usageMessage()
        .description(page.lines())
        .commandListHeading("")
        .footer(page.examples())
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .synopsisSubcommandLabel("COMMAND");
    return spec;
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help.")
        .build();
  }

  private int start(ParseResult typed) {
    if (typed.hasMatchedOption(VERSION)) {
      terminal.say(BuildStamp.load().line());
    } else {
      typed.commandSpec().commandLine().usage(terminal.out());
    }
    return ExitCode.DONE;
  }

  private int run(JobName name, ParseResult typed) throws Exception {
    Flags.refuseTwice(typed);
    Sources.Asked asked = Flags.asked(name, typed);
    Values values = sources.resolve(asked);
    if (Flags.printsConfig(typed)) {
      terminal.out().print(values.print());
      terminal.out().flush();
      return ExitCode.DONE;
    }
    Job job = Objects.requireNonNull(jobs.get(name));
    List<String> words = typed.matchedPositionalValue(0, List.of());
    return job.run(new Job.Order(values, Flags.dryRun(typed), asked.resume(), words));
  }

  private int report(ParseResult typed) {
    Flags.refuseTwice(typed);
    List<String> folders = typed.matchedPositionalValue(0, List.of());
    return new ReportJob(terminal)
        .run(new ReportJob.Order(folders, Flags.text(typed, OUT), Flags.text(typed, PICTURES)));
  }

  private int sample(ParseResult typed) {
    Flags.refuseTwice(typed);
    return new SampleJob(terminal)
        .run(
            SampleJob.Order.of(
                only(typed),
                Flags.text(typed, PROMPT).orElse(""),
                Flags.text(typed, WORDS).orElse("50"),
                Flags.text(typed, TEMPERATURE).orElse("1"),
                Flags.text(typed, SEED).orElse("1")));
  }

  private int exercise(ParseResult typed) throws Exception {
    Flags.refuseTwice(typed);
    return new ExerciseJob(terminal, StopSignal::install)
        .run(
            ExerciseJob.Order.of(
                only(typed),
                Flags.text(typed, WORKERS).orElse("2"),
                Flags.text(typed, STRATEGY).orElse("bsp"),
                Flags.text(typed, STEPS),
                Flags.text(typed, SEED).orElse("1"),
                Flags.text(typed, OUT)));
  }

  /** The argument of a command that takes one. */
  private static String only(ParseResult typed) {
    List<String> words = typed.matchedPositionalValue(0, List.of());
    if (words.size() > 1) {
      throw new WrongSetting("unexpected argument %s: expected one".formatted(words.get(1)));
    }
    return words.get(0);
  }

  private int help(ParseResult typed) {
    List<String> words = typed.matchedPositionalValue(0, List.of());
    CommandLine root = typed.commandSpec().root().commandLine();
    return new HelpJob(terminal, root).run(words);
  }
}
