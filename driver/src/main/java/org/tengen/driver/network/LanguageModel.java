package org.tengen.driver.network;

import org.tengen.driver.WrongSetting;
import org.tengen.models.NetworkSettings;
import org.tengen.models.RecurrentLayers;
import org.tengen.models.SeriesBatch;

/**
 * Every word of a text from all words before it.
 *
 * <p>A lane's step is one chunk of several readers of its text. What the layers carry into it is
 * what they have after reading the chunks before it again, with the step's own weights: a function
 * of weights and clock, so that a lane which moves, jumps or is begun again computes what an
 * unharmed one would, and no lane's state is stale or another's.
 *
 * @param layers which read one way
 * @param tied whether the softmax's weights are the word vectors
 * @param sampled words that a step compares the right one with; 0 for all
 * @param chunk words of a reader in a step: how far gradients flow back
 * @param carried chunks before it that are read again; 0 begins each chunk with nothing
 */
public record LanguageModel(
    RecurrentLayers layers, boolean tied, int sampled, int chunk, int carried)
    implements TextNetwork {
  @Override
  public String label() {
    return "lm";
  }

  @Override
  public SizedNetwork<SeriesBatch> sized(int vocabulary, long seed) {
    if (sampled > vocabulary) {
      throw new WrongSetting(
          "softmax=sampled:%d: the text has %d words; expected softmax=full, or fewer to draw"
              .formatted(sampled, vocabulary));
    }
    return new SizedLanguageModel(
        new NetworkSettings.LanguageModel(vocabulary, layers, tied, sampled, seed), chunk, carried);
  }
}
