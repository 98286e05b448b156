package org.tengen.corpus.subword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.vocabulary.Tokenizer;

class SubwordTokenizerTest {
  private static final Merges MERGES =
      Merges.parse("#version: 0.2\ns t</w>\ne st</w>\nl o\nlo w\nw est</w>\n", "test");

  private static List<String> cut(Merges merges, String text) {
    return TokenizerName.parse("whitespace+bpe").tokenizer(merges).tokens(text);
  }

  @Test
  void joinsThePiecesOfAWordByWhatStandsBehindAllButTheLast() {
    assertThat(cut(MERGES, "lowest low est st\u00e9"))
        .containsExactly("low@@", "est", "lo@@", "w", "est", "s@@", "t@@", "\u00e9");
  }

  @Test
  void takesTheMostUrgentPairFirstAndFromTheLeft() {
    Merges merges = Merges.parse("#version: 0.2\na a\nb aa\naa b\n", "test");

    assertThat(cut(merges, "aaax baab")).containsExactly("aa@@", "a@@", "x", "baa@@", "b");
  }

  @Test
  void cutsBetweenCodePointsAndNotWithinThem() {
    assertThat(cut(MERGES, "\ud83d\ude00lo")).containsExactly("\ud83d\ude00@@", "l@@", "o");
  }

  @Test
  void cutsAsMergingThroughTheWordAgainAndAgainDoes() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      List<String> pairs = pairs(random);
      Merges merges = Merges.ofPairs(pairs);
      for (int i = 0; i < 20; i++) {
        StringBuilder word = new StringBuilder();
        for (int length = 1 + random.nextInt(i < 15 ? 12 : 200); length > 0; length--) {
          word.append((char) ('a' + random.nextInt(3)));
        }
        assertThat(cut(merges, word.toString()))
            .as("seed %d, %s, %s", seed, word, pairs)
            .isEqualTo(naive(pairs, word.toString()));
      }
    }
  }

  /** Pairs in any order, so that a later one may make a piece of an earlier one. */
  private static List<String> pairs(Random random) {
    List<String> pieces = new ArrayList<>(List.of("a", "b", "c", "a</w>", "b</w>", "c</w>"));
    Set<String> pairs = new HashSet<>();
    while (pairs.size() < 25) {
      String left = pieces.get(random.nextInt(pieces.size()));
      String right = pieces.get(random.nextInt(pieces.size()));
      if (!left.endsWith("</w>") && pairs.add(left + " " + right)) {
        pieces.add(left + right);
      }
    }
    List<String> shuffled = new ArrayList<>(pairs);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private static List<String> naive(List<String> pairs, String word) {
    List<String> pieces = new ArrayList<>(List.of(word.split("")));
    pieces.set(pieces.size() - 1, pieces.get(pieces.size() - 1) + "</w>");
    while (true) {
      int best = pairs.size();
      for (int i = 0; i + 1 < pieces.size(); i++) {
        int rank = pairs.indexOf(pieces.get(i) + " " + pieces.get(i + 1));
        best = rank < 0 ? best : Math.min(best, rank);
      }
      if (best == pairs.size()) {
        break;
      }
      for (int i = 0; i + 1 < pieces.size(); i++) {
        if (pairs.get(best).equals(pieces.get(i) + " " + pieces.get(i + 1))) {
          pieces.set(i, pieces.get(i) + pieces.remove(i + 1));
        }
      }
    }
    for (int i = 0; i < pieces.size() - 1; i++) {
      pieces.set(i, pieces.get(i) + "@@");
    }
    int last = pieces.size() - 1;
    pieces.set(last, pieces.get(last).replace("</w>", ""));
    return pieces;
  }

  @Test
  void cutsAWordOfAMillionLetters() {
    assertThat(cut(MERGES, "lo".repeat(500_000))).hasSize(500_001).startsWith("lo@@", "lo@@");
  }

  @Test
  void cutsTheSameAfterAJourney() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(TokenizerName.parse("words+bpe").tokenizer(MERGES));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(((Tokenizer) in.readObject()).tokens("Lowest!"))
          .containsExactly("low@@", "est", "!");
    }
  }

  /** Separators of ASCII, which are no space to a tokenizer by white space. */
  @Test
  void readsWhatWasLearnedOfPiecesThatEndInASeparator() {
    Merges learned = Merges.ofPairs(List.of("a \u001f", "a\u001f b</w>"));
    assertThat(Merges.parse(learned.text(), "kept").size()).isEqualTo(2);
    assertThat(Merges.parse(learned.text(), "kept").text()).isEqualTo(learned.text());
    assertThat(Merges.parse("#version: 0.2\r\na b \r\n", "dos").size()).isEqualTo(1);
  }

  @Test
  void refusesAFileThatHasNoMerges() {
    assertThatThrownBy(() -> Merges.parse("s t</w>\n", "/m"))
        .isInstanceOf(CorpusException.class)
        .hasMessage(
            "merges=/m: starts with 's t</w>'; expected the line #version: 0.2, as subword-nmt"
                + " writes it");
    assertThatThrownBy(() -> Merges.parse("#version: 0.2\ns t\nst\n", "/m"))
        .hasMessage("merges=/m: line 3 is 'st'; expected two pieces with a space between them");
  }

  @Test
  void namesWhatIsAccepted() {
    assertThatThrownBy(() -> TokenizerName.parse("characters+bpe"))
        .hasMessage(
            "tokenizer=characters+bpe: expected words, whitespace, standard or japanese, alone or"
                + " with +bpe, or characters");
    assertThatThrownBy(() -> TokenizerName.parse("words+bpe").tokenizer(null))
        .hasMessageStartingWith("tokenizer=words+bpe: merges is none; expected a file");
    assertThatThrownBy(() -> TokenizerName.parse("words").tokenizer(MERGES))
        .hasMessageEndingWith("expected merges=none, or tokenizer=words+bpe");
  }
}
