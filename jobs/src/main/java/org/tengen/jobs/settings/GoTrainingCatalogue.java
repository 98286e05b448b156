package org.tengen.jobs.settings;

import static org.tengen.jobs.settings.JobName.TRAIN_GO;
import static org.tengen.jobs.settings.JobName.TRAIN_NEXT_WORD;
import static org.tengen.jobs.settings.Section.DATA;
import static org.tengen.jobs.settings.Section.LEARNING;
import static org.tengen.jobs.settings.Section.RUN;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.training.GameSubject;
import org.tengen.go.BoardSize;
import org.tengen.go.Rules;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueHeads;
import org.tengen.models.policyvalue.ResidualForm;
import org.tengen.models.policyvalue.ResidualTower;

/**
 * The settings of {@code train go} alone, and which of {@code train next-word}'s it has too. A part
 * of the {@link Catalogue}.
 */
final class GoTrainingCatalogue {
  static final List<Setting<?>> ALL = new ArrayList<>();

  /** What is the next-word network's alone: the text, and what its network is made of. */
  private static final Set<String> OF_TEXT =
      Set.of(
          "corpus",
          "tokenizer",
          "vocabulary",
          "min-count",
          "window",
          "cell",
          "embedding",
          "hidden",
          "layers",
          "dropout",
          "corpus-format",
          "corpus-field",
          "bad-records",
          "merges",
          "dealing");

  private static final String SOURCES =
      "an SGF file, a tar archive of SGF files, a folder of both, or a URL";

  static final Setting<Optional<String>> RECORDS =
      a("records", Kind.text("PATH", SOURCES).orNone(), "none")
          .example("games.tar.gz")
          .in(
              RUN,
              "Games to learn from: an SGF file, a tar archive of SGF files, each also gzip, a folder of"
                  + " both, or a URL that Hadoop opens. It has to be set.");

  static final Setting<BoardSize> SIZE =
      a("size", GoCatalogue.SIZE, "9")
          .in(DATA, "The board; games on others are left out as bad records are.");

  static final Setting<Rules> RULES =
      a("rules", GoCatalogue.RULES, "Chinese")
          .in(
              DATA,
              "The rules that the network is for; they are written beside it, and decide nothing in"
                  + " training.");

  static final Setting<Double> KOMI =
      a("komi", GoCatalogue.KOMI, "7").in(DATA, "The komi that the network is for, likewise.");

  static final Setting<String> BAD_RECORDS =
      a("bad-records", Kind.choice("stop", "skip", "skip+truncated"), "skip")
          .in(
              DATA,
              "What becomes of a game that cannot be learned from, such as one on another board, with an"
                  + " illegal move or without a result: stop ends the run and says where it is, skip"
                  + " leaves it out and counts it, skip+truncated also takes what can be read of an"
                  + " archive that is cut short.");

  static final Setting<Integer> HISTORY =
      a("history", Kind.whole(1, 32), "8").in(DATA, "Positions of a game that the network sees.");

  static final Setting<ResidualForm> FORM =
      a(
              "form",
              Kind.syntax(
                  "FORM",
                  "basic, bottleneck, pre-activation, wide:FACTOR or pyramid:ADDED",
                  GoTrainingCatalogue::form),
              "basic")
          .example("wide:2")
          .in(DATA, "What a residual block computes; docs/policy-value.md.");

  static final Setting<Integer> BLOCKS =
      a("blocks", Kind.whole(1, 100), "6").in(DATA, "Residual blocks.");

  static final Setting<Integer> FILTERS =
      a("filters", Kind.whole(1, 1024), "64").in(DATA, "Filters of the first convolution.");

  static final Setting<PolicyValueHeads> HEADS =
      a(
              "heads",
              Kind.choice("dense", "any-size")
                  .as(
                      word ->
                          word.equals("dense")
                              ? PolicyValueHeads.dense()
                              : PolicyValueHeads.anySize()),
              "dense")
          .in(
              DATA,
              "dense are AlphaGo Zero's, for the one board; any-size have no layer over points, so that"
                  + " the network plays other boards too.");

  static final Setting<Optional<Double>> L2 =
      a("l2", Kind.above("0", "1").orNone(), "0.0001")
          .in(
              LEARNING,
              "Factor of the weights' squares, which the gradient has and no loss shows.");

  private GoTrainingCatalogue() {}

  private static <T> Declaration<T> a(String key, Kind<T> kind, String fallback) {
    return new Declaration<>(ALL, key, kind, fallback).of(TRAIN_GO);
  }

  /** Who has a setting, which {@code train go} shares with {@code train next-word} or not. */
  static Set<JobName> joined(String key, Set<JobName> jobs) {
    if (!jobs.contains(TRAIN_NEXT_WORD) || OF_TEXT.contains(key)) {
      return jobs;
    }
    Set<JobName> more = EnumSet.copyOf(jobs);
    more.add(TRAIN_GO);
    return more;
  }

  private static ResidualForm form(String text) {
    try {
      return ResidualForm.of(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException();
    }
  }

  /**
   * What the training is about, as the driver takes it.
   *
   * @throws WrongSetting for values that do not go together
   */
  static GameSubject subject(Values values) {
    String records =
        values
            .get(RECORDS)
            .orElseThrow(
                () ->
                    new WrongSetting(
                        "records=none: expected %s, e.g. --records games.tar.gz (%s)"
                            .formatted(SOURCES, values.origin(RECORDS))));
    BoardSize size = values.get(SIZE);
    try {
      return new GameSubject(
          records,
          new BoardPlanes(values.get(HISTORY), size.rows(), size.columns()),
          new ResidualTower(values.get(FORM), values.get(BLOCKS), values.get(FILTERS)),
          values.get(HEADS),
          values.get(L2).orElse(0.0),
          new GameSubject.Reading(
              values.get(Catalogue.VALIDATION),
              CorpusCatalogue.onBad(values.get(BAD_RECORDS)),
              values.get(RULES).withKomi(values.get(KOMI))));
    } catch (IllegalArgumentException e) {
      throw new WrongSetting(String.valueOf(e.getMessage()), e);
    }
  }
}
