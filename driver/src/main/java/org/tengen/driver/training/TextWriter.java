package org.tengen.driver.training;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.subword.SubwordTokenizer;
import org.tengen.corpus.subword.TokenizerName;
import org.tengen.corpus.vocabulary.Tokenizer;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.network.SizedNetwork;
import org.tengen.driver.run.RunFolder;
import org.tengen.models.Continuation;
import org.tengen.models.Engine;
import org.tengen.ps.checkpoint.WeightsFile;

/**
 * Goes on with texts as the network of an ended run would. Needs no Spark: vocabulary and weights
 * are in the run's folder.
 */
public final class TextWriter {
  /** Tokenizers whose words stand next to each other. */
  private static final List<String> WITHOUT_SPACES = List.of("characters", "japanese");

  private final Vocabulary vocabulary;
  private final Tokenizer tokenizer;
  private final String between;
  private final SizedNetwork<?> network;
  private final float[] weights;

  private TextWriter(
      Vocabulary vocabulary,
      Tokenizer tokenizer,
      String between,
      SizedNetwork<?> network,
      float[] weights) {
    this.vocabulary = vocabulary;
    this.tokenizer = tokenizer;
    this.between = between;
    this.network = network;
    this.weights = weights;
  }

  /**
   * The network in {@code folder}.
   *
   * @param settings with which it was trained
   * @throws WrongSetting if there is none
   */
  public static TextWriter open(RunFolder folder, TrainingSettings settings) {
    Vocabulary vocabulary = vocabulary(folder);
    TextSubject subject = TextSubject.of(settings);
    SizedNetwork<?> network = subject.sized(vocabulary.size(), settings.seed());
    TrainingSettings.Text text = subject.text();
    Split split = new Split(settings.seed(), text.validationShare(), settings.lanes().workers());
    Tokenizer tokenizer =
        new RunTokenizer(folder, new Configuration(false))
            .of(
                settings,
                split,
                any -> {
                  throw wrong(folder, "its tokenizer's merges are gone");
                });
    boolean spaces = !WITHOUT_SPACES.contains(TokenizerName.parse(text.tokenizer()).words());
    return new TextWriter(
        vocabulary, tokenizer, spaces ? " " : "", network, weights(folder, network));
  }

  private static Vocabulary vocabulary(RunFolder folder) {
    String text =
        folder
            .read(TextData.VOCABULARY)
            .orElseThrow(() -> wrong(folder, "has no " + TextData.VOCABULARY));
    try {
      return Vocabulary.read(new StringReader(text), folder.place() + "/" + TextData.VOCABULARY);
    } catch (IOException e) {
      throw new WrongSetting(String.valueOf(e.getMessage()), e);
    }
  }

  private static float[] weights(RunFolder folder, SizedNetwork<?> network) {
    try {
      float[] weights = WeightsFile.read(folder.store(), TrainingSession.WEIGHTS);
      long expected = network.settings().parameters();
      if (weights.length != expected) {
        throw wrong(
            folder,
            "%s has %d numbers where the settings make it %d"
                .formatted(TrainingSession.WEIGHTS, weights.length, expected));
      }
      return weights;
    } catch (IOException e) {
      throw wrong(folder, String.valueOf(e.getMessage()));
    }
  }

  private static WrongSetting wrong(RunFolder folder, String why) {
    return new WrongSetting(
        "RUN=%s: %s; expected the folder of a training on text that has ended"
            .formatted(folder.place(), why));
  }

  /** The words of {@code prompt} that the network does not know. */
  public List<String> unknown(String prompt) {
    return tokenizer.tokens(prompt).stream()
        .filter(token -> vocabulary.id(token) == Vocabulary.UNKNOWN)
        .toList();
  }

  /**
   * Goes on with a text that begins with {@code prompt}; each sentence ends a line.
   *
   * @param words how many follow
   * @param temperature 1 draws words as often as the network thinks right, less prefers what it
   *     thinks probable, 0 takes the most probable
   * @param seed decides all draws
   * @return the text, that of the prompt included
   * @throws WrongSetting if the network predicts no next word
   */
  public String goOn(String prompt, int words, double temperature, long seed) {
    Optional<Continuation> continuation = network.continuation(Engine.load(), weights);
    try (Continuation reader =
        continuation.orElseThrow(
            () ->
                new WrongSetting(
                    "bidirectional=on: the network wants to know what follows a word; expected a"
                        + " run without it"))) {
      float[] chances = new float[vocabulary.size()];
      Written text = new Written();
      reader.read(Vocabulary.END, chances);
      for (String token : tokenizer.tokens(prompt)) {
        text.add(token);
        reader.read(vocabulary.id(token), chances);
      }
      WordDraw draw = new WordDraw(temperature, seed);
      for (int written = 0; written < words; ) {
        int id = draw.of(chances, text.inSentence());
        if (id == Vocabulary.END) {
          text.endSentence();
        } else {
          text.add(vocabulary.word(id));
          written++;
        }
        reader.read(id, chances);
      }
      return text.text();
    }
  }

  /** What is written so far. */
  private final class Written {
    private final StringBuilder text = new StringBuilder();
    private boolean inSentence;

    boolean inSentence() {
      return inSentence;
    }

    void add(String token) {
      text.append(inSentence ? between : "").append(token);
      inSentence = true;
    }

    void endSentence() {
      text.append('\n');
      inSentence = false;
    }

    String text() {
      return text.toString().replace(SubwordTokenizer.JOINER + between, "");
    }
  }
}
