package org.tengen.driver.training;

import java.util.List;
import java.util.UUID;
import org.tengen.driver.launch.RowLaunch;
import org.tengen.models.word2vec.BlockPlanner;
import org.tengen.ps.rows.RowShardSettings;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.server.Deadlines;
import org.tengen.ps.server.LaneStatistics;
import org.tengen.ps.server.RowServerSettings;
import org.tengen.ps.server.Statistics;
import org.tengen.ps.training.Budget;
import org.tengen.worker.words.WordTables;
import org.tengen.worker.words.WordTraining;

/**
 * What lanes and server are told of a training of word vectors, worked out from the settings and
 * the corpus. For the server a block is a sample; words are worked out from how many blocks of each
 * lane are applied, which is exact at the end of each round of its text.
 *
 * @param texts by lane
 */
record WordPlan(WordSettings settings, WordTraining training, List<WordData.LaneText> texts) {

  /**
   * Works it out: the budget is as many blocks as the texts have in all epochs. They are no longer
   * than the shortest text, so of any two blocks neither is twice as long as the other, and blocks
   * are as good a budget as tokens.
   */
  static WordPlan of(WordSettings settings, WordData data) {
    int lanes = settings.lanes().workers();
    int blockTokens = blockTokens(settings, data);
    long blocks =
        data.texts().stream()
            .mapToLong(text -> BlockPlanner.blocksPerEpoch(text.tokens(), blockTokens))
            .sum();
    long all = Math.multiplyExact(blocks, settings.model().epochs());
    int shards = Math.min(settings.lanes().shards(), data.words().size());
    RowTraining rows =
        new RowTraining(
            WordTables.of(settings.model(), data.words().size(), shards),
            lanes,
            settings.lanes().strategy(),
            Budget.ofIterations((all + lanes - 1) / lanes, lanes),
            settings.seed());
    return new WordPlan(
        settings,
        new WordTraining(
            settings.model(), data.words(), blockTokens, rows, settings.lanes().straggler()),
        data.texts());
  }

  private static int blockTokens(WordSettings settings, WordData data) {
    long shortest = data.texts().stream().mapToLong(WordData.LaneText::tokens).min().orElse(0);
    return (int) Math.max(2, Math.min(settings.lanes().blockTokens(), shortest));
  }

  /** Words of all epochs. */
  long words() {
    return texts.stream().mapToLong(WordData.LaneText::words).sum() * settings.model().epochs();
  }

  /** Words of a lane's first blocks. */
  long words(int lane, long blocks) {
    WordData.LaneText text = texts.get(lane);
    long round = BlockPlanner.blocksPerEpoch(text.tokens(), training.tokensPerBlock());
    return blocks / round * text.words()
        + Math.round((double) text.words() * (blocks % round) / round);
  }

  /** A server's statistics with words as samples. */
  Statistics inWords(Statistics blocks) {
    List<LaneStatistics> lanes = blocks.lanes().stream().map(this::inWords).toList();
    return new Statistics(
        lanes.stream().mapToLong(LaneStatistics::samples).sum(),
        blocks.updates(),
        blocks.staleness(),
        blocks.spread(),
        0,
        lanes,
        blocks.shards());
  }

  private LaneStatistics inWords(LaneStatistics lane) {
    return new LaneStatistics(
        lane.lane(),
        lane.worker(),
        lane.facts(),
        lane.incarnation(),
        lane.clock(),
        words(lane.lane(), lane.clock()),
        lane.skipped(),
        lane.totals(),
        lane.silent(),
        lane.finished());
  }

  /** How the training is launched. */
  RowLaunch.Settings launch() {
    TrainingSettings.Wire wire = settings.wire();
    String run = "word2vec-" + UUID.randomUUID();
    Deadlines deadlines = new Deadlines(wire.startDeadline(), wire.deadline());
    return new RowLaunch.Settings(
        new RowServerSettings(run, training.rows(), deadlines, RowShardSettings.USUAL_LIST_BYTES),
        "word2vec under %s, %d workers"
            .formatted(settings.lanes().strategy(), settings.lanes().workers()),
        wire.connections(),
        wire.listen(),
        wire.startDeadline(),
        wire.deadline(),
        wire.place());
  }
}
