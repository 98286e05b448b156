package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tengen.web.report.SampleRuns.asp;
import static org.tengen.web.report.SampleRuns.aspLrTau;
import static org.tengen.web.report.SampleRuns.bsp;
import static org.tengen.web.report.SampleRuns.ending;
import static org.tengen.web.report.SampleRuns.reaching;
import static org.tengen.web.report.SampleRuns.ssp;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SummaryTest {

  @Test
  void namesTheFastestTheBestAndWhatStalenessItHad() {
    assertThat(Summary.of(List.of(bsp(), ssp(), asp(), aspLrTau()), 702.4))
        .isEqualTo(
            "asp was first to reach the target perplexity of 214.6, after 20.2 s, 1.7 times as fast"
                + " as bsp (35.1 s); at 409,600 samples each ssp:3 had the best validation"
                + " perplexity, 188.9, 8.0 % below bsp's 205.3; asp had a mean staleness of 3.0"
                + " updates (99 % of pushes at most 12) and still a perplexity 6.6 % below bsp's.");
  }

  @Test
  void saysWhatTheFastestLostInPerplexity() {
    assertThat(Summary.of(List.of(bsp(), ending(asp(), 215.6)), null))
        .isEqualTo(
            "asp was first to reach the target perplexity of 214.6, after 20.2 s, 1.7 times as fast"
                + " as bsp (35.1 s); at 409,600 samples each bsp had the best validation"
                + " perplexity, 205.3, 4.8 % below asp's 215.6; asp had a mean staleness of 3.0"
                + " updates (99 % of pushes at most 12) and a perplexity 5.0 % above bsp's.");
  }

  @Test
  void namesTheNextWhenTheBarrierWasFirst() {
    assertThat(Summary.of(List.of(reaching(bsp(), 214.6, 18.0), ssp(), asp()), null))
        .startsWith(
            "bsp was first to reach the target perplexity of 214.6, after 18.0 s (next: asp, 20.2"
                + " s); at 409,600 samples each ssp:3 had the best")
        .doesNotContain("staleness");
  }

  @Test
  void namesThoseThatNeverReachedTheTarget() {
    assertThat(
            Summary.of(
                List.of(
                    reaching(bsp(), 214.6, null), ssp(), asp(), reaching(aspLrTau(), 214.6, null)),
                null))
        .startsWith(
            "asp was first to reach the target perplexity of 214.6, after 20.2 s, bsp and"
                + " asp:lr/tau never did; ");
    assertThat(Summary.of(List.of(bsp(), reaching(asp(), 214.6, null)), null))
        .startsWith("bsp alone reached the target perplexity of 214.6, after 35.1 s; ");
    assertThat(Summary.of(List.of(reaching(bsp(), 99.0, null), reaching(asp(), 99.0, null)), null))
        .startsWith("no strategy reached the target perplexity of 99.00; at 409,600 samples each ");
  }

  @Test
  void namesTwoThatReachedTheTargetTogether() {
    assertThat(Summary.of(List.of(bsp(), reaching(ssp(), 214.6, 20.3), asp()), null))
        .startsWith(
            "asp and ssp:3 were first to reach the target perplexity of 214.6, after 20.2 s, 1.7"
                + " times as fast as bsp (35.1 s); ");
  }

  @Test
  void namesThoseThatDivergedAndDoesNotCompareThem() {
    StrategyRun lost = reaching(ending(asp(), Double.NaN), 214.6, null);
    assertThat(Summary.of(List.of(bsp(), ssp(), lost), null))
        .isEqualTo(
            "ssp:3 was first to reach the target perplexity of 214.6, after 22.4 s, 1.6 times as"
                + " fast as bsp (35.1 s); at 409,600 samples each ssp:3 had the best validation"
                + " perplexity, 188.9, 8.0 % below bsp's 205.3; asp diverged; ssp:3 had a mean"
                + " staleness of 2.8 updates (99 % of pushes at most 8) and still a perplexity 8.0 %"
                + " below bsp's.");
    StrategyRun infinite = reaching(ending(bsp(), Double.POSITIVE_INFINITY), 214.6, null);
    assertThat(Summary.of(List.of(infinite, lost), null))
        .isEqualTo("no strategy reached the target perplexity of 214.6; every strategy diverged.");
    assertThat(Summary.of(List.of(infinite, asp()), null))
        .isEqualTo(
            "asp alone reached the target perplexity of 214.6, after 20.2 s; asp came to a"
                + " validation perplexity of 191.7; bsp diverged; asp had a mean staleness of 3.0"
                + " updates (99 % of pushes at most 12).");
  }

  @Test
  void saysThatAStrategyReachedTheTargetBeforeItDiverged() {
    assertThat(Summary.of(List.of(bsp(), ending(asp(), Double.NaN)), null))
        .startsWith("asp was first to reach the target perplexity of 214.6, after 20.2 s, ")
        .contains("; asp diverged; ");
  }

  @Test
  void callsPerplexitiesWithinAPercentLevel() {
    assertThat(Summary.of(List.of(ending(bsp(), 200.0), ending(asp(), 201.9)), null))
        .contains(
            "; at 409,600 samples each the validation perplexities are level (200.0 to 201.9);")
        .endsWith(" and a perplexity level with bsp's.");
  }

  @Test
  void countsAPerplexityFarOffInTimes() {
    assertThat(Summary.of(List.of(ending(bsp(), 200.0), ending(asp(), 1_000.0)), null))
        .contains("bsp had the best validation perplexity, 200.0, 80 % below asp's 1,000;")
        .endsWith(" and 5.0 times bsp's perplexity.");
  }

  @Test
  void comparesSpeedWhereThereIsNoTarget() {
    assertThat(Summary.of(List.of(reaching(bsp(), null, null), reaching(asp(), null, null)), null))
        .startsWith(
            "asp was fastest with 14,322 samples/s, 1.5 times as fast as bsp (9,352 samples/s);");
  }

  @Test
  void comparesTheBestWithTheNextWhereThereIsNoBarrier() {
    assertThat(Summary.of(List.of(asp(), ssp()), null))
        .isEqualTo(
            "asp was first to reach the target perplexity of 214.6, after 20.2 s; at 409,600"
                + " samples each ssp:3 had the best validation perplexity, 188.9, 1.5 % below asp's"
                + " 191.7; asp had a mean staleness of 3.0 updates (99 % of pushes at most 12).");
  }

  @Test
  void tellsWhatASingleTrainingCameTo() {
    assertThat(Summary.of(List.of(reaching(ssp(), null, null)), 702.4))
        .isEqualTo(
            "ssp:3 came to a validation perplexity of 188.9 (unigram model: 702.4) after 409,600"
                + " samples in 33.1 s, at a mean staleness of 2.8 updates (99 % of pushes at most 8).");
    assertThat(Summary.of(List.of(ending(bsp(), Double.NaN)), null))
        .isEqualTo("bsp diverged at a mean staleness of 0.0 updates (99 % of pushes at most 0).");
    assertThat(Summary.of(List.of(), null)).isEmpty();
  }
}
