package org.tengen.jobs.settings;

import static org.tengen.jobs.settings.Section.DATA;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.deal.Dealing;
import org.tengen.corpus.subword.TokenizerName;
import org.tengen.corpus.text.Format;
import org.tengen.corpus.text.OnBadRecord;
import org.tengen.corpus.text.Reading;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.training.MergesFrom;
import org.tengen.driver.training.TrainingSettings;
import org.tengen.driver.training.TrainingSettings.Preparation;

/**
 * The settings for whoever brings a corpus: its format, what becomes of what cannot be used, and
 * how it is cut and dealt out. A part of the {@link Catalogue}.
 */
final class CorpusCatalogue {
  static final List<Setting<?>> ALL = new ArrayList<>();

  private static final Map<String, OnBadRecord> ON_BAD =
      Map.of(
          "stop", OnBadRecord.STOP,
          "skip", OnBadRecord.SKIP,
          "skip+truncated", OnBadRecord.SKIP_AND_TRUNCATED);

  static final Setting<String> CORPUS_FORMAT =
      a("corpus-format", Kind.choice("auto", "text", "json-lines", "parquet"), "auto")
          .in(
              DATA,
              "How records stand in the corpus's files: auto goes by their names, .jsonl and .ndjson"
                  + " (also .gz) being JSON lines, .parquet Parquet, all else a record a line.");

  static final Setting<String> CORPUS_FIELD =
      a("corpus-field", Kind.text("NAME", "a name"), "text")
          .in(
              DATA,
              "The field of a JSON line, or the column of a Parquet file, that has the text.");

  static final Setting<String> BAD_RECORDS =
      a("bad-records", Kind.choice("stop", "skip", "skip+truncated"), "stop")
          .in(
              DATA,
              "What becomes of a record that is no UTF-8, too long, no JSON or without the field: stop"
                  + " ends the run and says where it is, skip leaves it out and counts it,"
                  + " skip+truncated also takes what can be read of a gzip file that is cut short.");

  static final Setting<Optional<MergesFrom>> MERGES =
      a(
              "merges",
              Kind.syntax("FILE|learn:N", MergesFrom.ACCEPTED, MergesFrom::parse).orNone(),
              "none")
          .example("learn:8000")
          .in(
              DATA,
              "The pairs of pieces that a tokenizer with +bpe merges: a file, or as many as are learned"
                  + " from the text; the run's folder keeps them.");

  static final Setting<String> DEALING =
      a("dealing", Kind.choice("records", "tokens"), "records")
          .in(
              DATA,
              "How training records are dealt out to workers: records by a hash of their number, tokens"
                  + " so that all get as many tokens, even where some records are far longer.");

  private CorpusCatalogue() {}

  private static <T> Declaration<T> a(String key, Kind<T> kind, String fallback) {
    return new Declaration<>(ALL, key, kind, fallback);
  }

  /**
   * The corpus as the driver takes it.
   *
   * @throws WrongSetting for a tokenizer and merges that do not go together
   */
  static TrainingSettings.Text text(Values values) {
    return text(
        values,
        values.get(Catalogue.MIN_COUNT),
        values.get(Catalogue.VOCABULARY),
        values.get(Catalogue.VALIDATION));
  }

  /**
   * The same for a job with other settings of what these say.
   *
   * @param vocabulary the most ids, the special ones included
   */
  static TrainingSettings.Text text(
      Values values, int minCount, int vocabulary, double validation) {
    Optional<MergesFrom> merges = values.get(MERGES);
    TokenizerName tokenizer = TokenizerName.parse(values.get(Catalogue.TOKENIZER));
    try {
      tokenizer.requireFitting(merges.isPresent());
    } catch (CorpusException e) {
      Setting<?> wrong = merges.isPresent() ? MERGES : Catalogue.TOKENIZER;
      throw new WrongSetting(e.getMessage() + " (" + values.origin(wrong) + ")", e);
    }
    Reading reading =
        new Reading(
            format(values.get(CORPUS_FORMAT)).orElse(null),
            values.get(CORPUS_FIELD),
            onBad(values.get(BAD_RECORDS)));
    return new TrainingSettings.Text(
        values.get(Catalogue.CORPUS),
        tokenizer.toString(),
        minCount,
        vocabulary,
        validation,
        new Preparation(
            reading,
            merges.orElse(null),
            Dealing.valueOf(values.get(DEALING).toUpperCase(Locale.ROOT))));
  }

  /** What {@code bad-records} says. */
  static OnBadRecord onBad(String word) {
    return ON_BAD.getOrDefault(word, OnBadRecord.STOP);
  }

  private static Optional<Format> format(String name) {
    return name.equals("auto")
        ? Optional.empty()
        : Optional.of(Format.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
  }
}
