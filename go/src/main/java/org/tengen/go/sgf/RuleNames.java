package org.tengen.go.sgf;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tengen.go.HandicapBonus;
import org.tengen.go.KoRule;
import org.tengen.go.Rules;
import org.tengen.go.Scoring;

/**
 * Rules by the names that records and servers give them, each with its usual komi. Rules that
 * Tengen cannot count by, such as Ing's, have no name here.
 */
public final class RuleNames {
  /**
   * American: situational superko, no suicide, area; White gets a point for each handicap stone but
   * the first.
   */
  private static final Rules AGA =
      new Rules(KoRule.SITUATIONAL, false, Scoring.AREA, 7.5, HandicapBonus.EACH_BUT_FIRST);

  /** New Zealand's: situational superko, suicide, area. */
  private static final Rules NEW_ZEALAND =
      new Rules(KoRule.SITUATIONAL, true, Scoring.AREA, 7, HandicapBonus.NONE);

  /** What may be written, the first of each rules' names. */
  public static final List<String> ACCEPTED =
      List.of("Chinese", "Japanese", "Korean", "AGA", "NZ", "Tromp-Taylor");

  private static final Map<String, Rules> BY_NAME =
      Map.ofEntries(
          Map.entry("chinese", Rules.CHINESE),
          Map.entry("cn", Rules.CHINESE),
          Map.entry("japanese", Rules.JAPANESE),
          Map.entry("jp", Rules.JAPANESE),
          Map.entry("korean", Rules.JAPANESE),
          Map.entry("kr", Rules.JAPANESE),
          Map.entry("aga", AGA),
          Map.entry("bga", AGA),
          Map.entry("french", AGA),
          Map.entry("nz", NEW_ZEALAND),
          Map.entry("newzealand", NEW_ZEALAND),
          Map.entry("tromptaylor", Rules.TROMP_TAYLOR));

  private RuleNames() {}

  /** The rules of this name; case, spaces, hyphens and underscores do not matter. */
  public static Optional<Rules> parse(String name) {
    return Optional.ofNullable(
        BY_NAME.get(name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "")));
  }

  /** What a record calls these rules, whatever their komi. */
  public static Optional<String> name(Rules rules) {
    return ACCEPTED.stream()
        .filter(name -> parse(name).orElseThrow().withKomi(rules.komi()).equals(rules))
        .findFirst();
  }
}
