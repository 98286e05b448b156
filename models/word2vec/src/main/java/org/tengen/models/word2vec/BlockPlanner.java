package org.tengen.models.word2vec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.seed.Seeds;
import org.tengen.corpus.vocabulary.Vocabulary;

/**
 * Cuts a lane's text into blocks and draws what is random in them.
 *
 * <p>Block number n of a lane hangs on (seed, lane, n) and the text alone: any block can be planned
 * at any time, in any order, and comes out the same. All blocks of a text have as many tokens to
 * within one, ends of sentences included; a sentence that goes on in the next block is cut there.
 * Blocks go on being counted from one epoch to the next, and the rate falls from one to the next.
 *
 * <p>Safe for use by several threads: it keeps no state.
 */
public final class BlockPlanner {
  /** Tokens of a block that stays in a second-level cache with what is drawn for it. */
  public static final int USUAL_TOKENS = 4096;

  private final Word2VecSettings settings;
  private final int tokensPerBlock;
  private final long seed;
  private final Thinning thinning;
  private final NoiseWords noise;
  private final @Nullable HuffmanTree tree;
  private final int widestOutput;

  /**
   * A planner for all lanes of a run.
   *
   * @param words the words of the whole text, all lanes together
   * @param tokensPerBlock at most, 2 or more, e.g. {@link #USUAL_TOKENS}
   */
  public BlockPlanner(Word2VecSettings settings, WordCounts words, int tokensPerBlock, long seed) {
    if (tokensPerBlock < 2) {
      throw new IllegalArgumentException(
          "block of " + tokensPerBlock + " tokens: expected 2 or more");
    }
    this.settings = settings;
    this.tokensPerBlock = tokensPerBlock;
    this.seed = Seeds.derive(seed, "word2vec");
    this.thinning = new Thinning(words, settings.sample());
    this.noise = new NoiseWords(words, settings.nsExponent());
    this.tree = settings.hs() ? new HuffmanTree(words) : null;
    this.widestOutput = tree == null ? 1 + settings.negative() : tree.deepest();
  }

  /** The most outputs that one window has: what a kernel must have room for. */
  public int widestOutput() {
    return widestOutput;
  }

  /** Blocks of a lane, all epochs together. */
  public long blocks(Tokens lane) {
    return Math.multiplyExact(blocksPerEpoch(lane.size(), tokensPerBlock), settings.epochs());
  }

  /** Blocks of at most so many tokens that a text of {@code tokens} is cut into. */
  public static long blocksPerEpoch(long tokens, int tokensPerBlock) {
    return (tokens + tokensPerBlock - 1) / tokensPerBlock;
  }

  /**
   * The rate when a share of the training is done.
   *
   * @param progress 0 to 1; more counts as 1
   */
  public float rate(double progress) {
    double share = Math.min(1, progress);
    return (float) (settings.alpha() - (settings.alpha() - settings.minAlpha()) * share);
  }

  /**
   * Block {@code number}, from 0 to {@link #blocks} - 1 at the rate of its place among those; from
   * there on the lane goes round its text again, at the last rate.
   *
   * @param text the lane's
   * @param lane its number
   */
  public Block plan(Tokens text, int lane, long number) {
    long perEpoch = blocksPerEpoch(text.size(), tokensPerBlock);
    long place = number % perEpoch;
    long first = first(text.size(), place, perEpoch);
    long behind = first(text.size(), place + 1, perEpoch);
    RandomStream random = new RandomStream(Seeds.derive(seed, lane, number));
    Draft draft = new Draft((int) (behind - first), random);
    for (long at = first; at < behind; at++) {
      draft.read(text.at(at));
    }
    return draft.finish(rate((double) number / (perEpoch * settings.epochs())));
  }

  /** Where a block begins when a text is cut evenly; no product is larger than the text. */
  private static long first(long tokens, long block, long blocks) {
    long each = tokens / blocks;
    return block * each + Math.min(block, tokens % blocks);
  }

  /** A block that is being planned: word after word, then the windows of each sentence. */
  private final class Draft {
    private final RandomStream random;
    private final int[] words;
    private final int[] from;
    private final int[] to;
    private final int[] outputEnds;
    private int[] outputs;
    private int size;
    private int sentence;
    private int outputCount;
    private int textWords;

    Draft(int tokens, RandomStream random) {
      this.random = random;
      words = new int[tokens];
      from = new int[tokens];
      to = new int[tokens];
      outputEnds = new int[tokens];
      outputs = new int[tokens * widestOutput];
    }

    void read(int token) {
      if (token == Vocabulary.END) {
        endSentence();
      } else if (token >= Vocabulary.SPECIALS) {
        int word = token - Vocabulary.SPECIALS;
        textWords++;
        if (thinning.keeps(word, random)) {
          words[size++] = word;
        }
      }
    }

    /** A sentence of one word has nothing to be learned from. */
    private void endSentence() {
      if (size - sentence < 2) {
        size = sentence;
      }
      for (int word = sentence; word < size; word++) {
        int reach = 1 + random.below(settings.window());
        from[word] = Math.max(sentence, word - reach);
        to[word] = Math.min(size, word + reach + 1);
        if (tree == null) {
          drawNoise(words[word]);
        } else {
          follow(tree, words[word]);
        }
        outputEnds[word] = outputCount;
      }
      sentence = size;
    }

    /** A word that is drawn against itself is no noise, and left out. */
    private void drawNoise(int word) {
      outputs[outputCount++] = ~word;
      for (int i = 0; i < settings.negative(); i++) {
        int drawn = noise.draw(random);
        if (drawn != word) {
          outputs[outputCount++] = drawn;
        }
      }
    }

    private void follow(HuffmanTree steps, int word) {
      for (int step = 0; step < steps.depth(word); step++) {
        outputs[outputCount++] = steps.step(word, step);
      }
    }

    Block finish(float rate) {
      endSentence();
      return new Block(
          Arrays.copyOf(words, size),
          new Block.Windows(
              Arrays.copyOf(from, size),
              Arrays.copyOf(to, size),
              Arrays.copyOf(outputs, outputCount),
              Arrays.copyOf(outputEnds, size)),
          textWords,
          rate);
    }
  }
}
