package org.tengen.jobs.settings;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.subword.TokenizerName;
import org.tengen.corpus.vocabulary.Tokenizer;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.worker.Straggler;

/** Values that are read by the parser of the module that they belong to. */
final class Syntaxes {
  /** Stays text here, by which comparisons tell strategies apart. */
  static final Kind<String> STRATEGY =
      checked(
          "STRATEGY",
          Strategy.ACCEPTED,
          Syntaxes::strategy,
          List.of("bsp", "ssp", "asp", "softsync", "local", "easgd"));

  /** What the simplest cell is called too. */
  private static final String RNN = "rnn";

  static final Kind<Cell> CELL =
      Kind.choice(
              Stream.concat(Stream.of(Cell.values()).map(Cell::label), Stream.of(RNN))
                  .toArray(String[]::new))
          .as(name -> name.equals(RNN) ? Cell.SIMPLE_RNN : Cell.of(name));

  /** The optimisers' names, before the colon. */
  static final List<String> OPTIMISERS =
      List.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw");

  static final Kind<String> OPTIMISER =
      checked("OPTIMISER", OptimiserSettings.ACCEPTED, OptimiserSettings::parse, OPTIMISERS);

  /** The rate is a setting of its own: any will do to see whether the schedule can be read. */
  static final Kind<String> SCHEDULE =
      checked(
          "SCHEDULE",
          "constant, step:FACTOR,FRACTION or cosine:FLOOR, alone or after warmup:FRACTION+",
          text -> Schedule.parse(text, 1f),
          List.of("constant", "step", "cosine", "warmup"));

  static final Kind<String> CLIP =
      checked(
          "LIMIT",
          "none, value:LIMIT or norm:LIMIT",
          Clipping::parse,
          List.of("none", "value", "norm"));

  static final Kind<String> CODEC =
      checked(
          "CODEC",
          Codec.ACCEPTED,
          Codec::parse,
          List.of("float32", "bfloat16", "int8", "topk", "threshold"));

  static final Kind<Straggler> STRAGGLER =
      Kind.syntax(
          "WHO:Xx[@Y%[*N]]", "LANE:FACTORx, any:FACTORx@SHARE%[*STEPS], or none", Straggler::parse);

  static final Kind<String> TOKENIZER =
      checked("NAME[+bpe]", TokenizerName.ACCEPTED, Syntaxes::tokenizer, Tokenizer.NAMES);

  static final Kind<ServerAddress> ADDRESS =
      Kind.syntax(
          "HOST:PORT", "a host and a port from 1 to 65535, as in node1:7071", Syntaxes::address);

  private Syntaxes() {}

  private static ServerAddress address(String text) {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, Math.max(0, colon)).replaceAll("^\\[(.*)]$", "$1");
    if (host.isBlank() || !text.substring(colon + 1).matches("\\d{1,5}")) {
      throw new IllegalArgumentException();
    }
    int port = Integer.parseInt(text.substring(colon + 1));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException();
    }
    return new ServerAddress(host, port);
  }

  private static void tokenizer(String text) {
    try {
      TokenizerName.parse(text);
    } catch (CorpusException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static void strategy(String text) {
    if (text.contains(",")) {
      throw new IllegalArgumentException("expected one strategy; tengen compare takes several");
    }
    Strategy.parse(text);
  }

  /** A text that {@code parser} accepts, with a suggestion where its first word is unknown. */
  private static Kind<String> checked(
      String label, String accepted, Consumer<String> parser, List<String> firstWords) {
    return Kind.syntax(
        label,
        accepted,
        text -> {
          try {
            parser.accept(text);
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + tail(text, firstWords), e);
          }
          return text;
        });
  }

  private static String tail(String text, List<String> firstWords) {
    String first = text.split("[:+,]", 2)[0];
    return firstWords.contains(first) ? "" : Suggestion.tail(first, firstWords);
  }
}
