package org.tengen.jobs.settings;

import static org.tengen.jobs.settings.JobName.TRAIN_LM;
import static org.tengen.jobs.settings.Section.DATA;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.network.LanguageModel;
import org.tengen.driver.network.MiddleWord;
import org.tengen.driver.network.TextNetwork;
import org.tengen.models.RecurrentLayers;

/** The settings of language models alone. A part of the {@link Catalogue}. */
final class LanguageModelCatalogue {
  static final List<Setting<?>> ALL = new ArrayList<>();

  private static final Pattern SAMPLED = Pattern.compile("sampled:([1-9]\\d{0,6})");

  static final Setting<Integer> BPTT =
      a("bptt", Kind.whole(1, 4096), "16")
          .of(TRAIN_LM)
          .in(
              DATA,
              "Words of the text through which gradients flow back. A worker reads its text at batch /"
                  + " bptt places side by side, so many words of each in a step.");

  static final Setting<Integer> CARRY =
      a("carry", Kind.whole(0, 64), "1")
          .of(TRAIN_LM)
          .in(
              DATA,
              "What recurrent layers carry into a step's words comes from reading so many times bptt"
                  + " words before them again, with the step's weights; 0 carries nothing.");

  static final Setting<Boolean> TIED =
      a("tied", Kind.SWITCH, "off")
          .of(TRAIN_LM)
          .in(DATA, "on makes the words' vectors the softmax's weights; embedding is then hidden.");

  static final Setting<Boolean> LAYER_NORM =
      a("layer-norm", Kind.SWITCH, "off")
          .of(TRAIN_LM)
          .in(DATA, "on normalises the outputs of each recurrent layer.");

  /** Words that are drawn; 0 for all of the vocabulary. */
  static final Setting<Integer> SOFTMAX =
      a(
              "softmax",
              Kind.syntax("full|sampled:N", "full or sampled:N", LanguageModelCatalogue::sampled),
              "full")
          .example("sampled:500")
          .of(TRAIN_LM)
          .in(
              DATA,
              "What a training step compares the right word with: full is all words, sampled:N are so"
                  + " many drawn ones. Evaluations compare with all.");

  static final Setting<Boolean> BIDIRECTIONAL =
      a("bidirectional", Kind.SWITCH, "off")
          .of(TRAIN_LM)
          .in(
              DATA,
              "on reads the side words on both sides of a word, from both ends, and predicts the one in"
                  + " the middle; bptt and carry are then of no use.");

  static final Setting<Integer> SIDE =
      a("side", Kind.whole(1, 256), "8")
          .of(TRAIN_LM)
          .in(DATA, "With bidirectional, the words on each side.");

  private LanguageModelCatalogue() {}

  private static <T> Declaration<T> a(String key, Kind<T> kind, String fallback) {
    return new Declaration<>(ALL, key, kind, fallback);
  }

  private static int sampled(String text) {
    if (text.equals("full")) {
      return 0;
    }
    Matcher matcher = SAMPLED.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException();
    }
    return Integer.parseInt(matcher.group(1));
  }

  /**
   * The network as the driver takes it.
   *
   * @throws WrongSetting for values that do not go together
   */
  static TextNetwork network(Values values) {
    boolean bothWays = values.get(BIDIRECTIONAL);
    RecurrentLayers layers =
        new RecurrentLayers(
            values.get(Catalogue.CELL),
            values.get(Catalogue.EMBEDDING),
            values.get(Catalogue.HIDDEN),
            values.get(Catalogue.LAYERS),
            bothWays,
            values.get(LAYER_NORM),
            values.get(Catalogue.DROPOUT).orElse(0.0));
    if (bothWays) {
      requireOneWay(values, TIED, values.get(TIED));
      requireOneWay(values, SOFTMAX, values.get(SOFTMAX) > 0);
      return new MiddleWord(layers, values.get(SIDE));
    }
    requireTying(values);
    requireWholeChunks(values);
    requireEnoughWords(values);
    return new LanguageModel(
        layers, values.get(TIED), values.get(SOFTMAX), values.get(BPTT), values.get(CARRY));
  }

  private static void requireOneWay(Values values, Setting<?> setting, boolean wanted) {
    if (wanted) {
      throw new WrongSetting(
          "%s=%s: bidirectional=on has no such network; expected %s=%s (%s)"
              .formatted(
                  setting.key(),
                  values.text(setting),
                  setting.key(),
                  setting.fallback(),
                  values.origin(setting)));
    }
  }

  private static void requireTying(Values values) {
    int embedding = values.get(Catalogue.EMBEDDING);
    int hidden = values.get(Catalogue.HIDDEN);
    if (values.get(TIED) && embedding != hidden) {
      throw new WrongSetting(
          "tied=on: embedding=%d and hidden=%d; expected the same number for both (%s)"
              .formatted(embedding, hidden, values.origin(TIED)));
    }
  }

  private static void requireWholeChunks(Values values) {
    int batch = values.get(Catalogue.BATCH);
    int bptt = values.get(BPTT);
    if (batch % bptt != 0) {
      throw new WrongSetting(
          "batch=%d: bptt=%d is no part of it; expected a multiple, e.g. batch=%d (%s)"
              .formatted(batch, bptt, (batch / bptt + 1) * bptt, values.origin(Catalogue.BATCH)));
    }
  }

  private static void requireEnoughWords(Values values) {
    int vocabulary = values.get(Catalogue.VOCABULARY);
    if (values.get(SOFTMAX) > vocabulary) {
      throw new WrongSetting(
          "softmax=%s: vocabulary=%d has fewer words; expected softmax=full, or fewer to draw (%s)"
              .formatted(values.text(SOFTMAX), vocabulary, values.origin(SOFTMAX)));
    }
  }
}
