package org.tengen.models;

import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.tengen.models.policyvalue.PolicyValueReplica;
import org.tengen.models.policyvalue.PolicyValueSettings;

/** Something that computes networks. Found by {@link ServiceLoader}. */
public interface Engine {
  /** The engine's name in settings and run records, e.g. {@code dl4j}. */
  String name();

  /** A new replica of the network, its parameters initialised from the settings' seed. */
  Replica<WindowBatch> nextWord(NetworkSettings.NextWord settings);

  /** What such a replica takes at batches of up to {@code batch} samples; builds nothing. */
  ReplicaMemory nextWordMemory(NetworkSettings.NextWord settings, int batch);

  /**
   * A new replica of the network, its parameters initialised from the settings' seed. In its
   * batches contexts are the words before the middle, oldest first, then those behind it; targets
   * are the words in the middle.
   */
  Replica<WindowBatch> middleWord(NetworkSettings.MiddleWord settings);

  /** What such a replica takes at batches of up to {@code batch} samples; builds nothing. */
  ReplicaMemory middleWordMemory(NetworkSettings.MiddleWord settings, int batch);

  /**
   * A new replica of the network, its parameters initialised from the settings' seed. It carries
   * its series' state from each step to the next one, and from each loss to the next one, apart.
   */
  Replica<SeriesBatch> languageModel(NetworkSettings.LanguageModel settings);

  /**
   * What such a replica takes at batches of up to {@code series} times {@code steps} words; builds
   * nothing.
   */
  ReplicaMemory languageModelMemory(NetworkSettings.LanguageModel settings, int series, int steps);

  /**
   * A text that the network goes on with, from its beginning.
   *
   * @param parameters as a replica of the network has them, which are copied
   */
  Continuation continuation(NetworkSettings.LanguageModel settings, float[] parameters);

  /**
   * The same for a network that sees a window of words; behind the end of a sentence it sees
   * nothing of what was before it.
   *
   * @param nothing the word that fills a window before a sentence
   * @param end the word that ends one
   */
  Continuation continuation(
      NetworkSettings.NextWord settings, float[] parameters, int nothing, int end);

  /**
   * What decides the bits of a gradient here: version, native classifier, helpers, threads, vector
   * path, CPU type. Workers of one bulk-synchronous run agree on all of them.
   */
  Map<String, String> facts();

  /** A new replica of the network, its parameters initialised from the settings' seed. */
  PolicyValueReplica policyValue(PolicyValueSettings settings);

  /** What such a replica takes at batches of up to {@code batch} samples; builds nothing. */
  ReplicaMemory policyValueMemory(PolicyValueSettings settings, int batch);

  /**
   * The network as an ONNX model for inference, of any batch size: input {@code planes}, outputs
   * {@code policy} (chances of moves), {@code value} and, where the network has them, {@code
   * ownership} and {@code score}.
   *
   * @param parameters as a replica of the network has them
   */
  byte[] onnx(PolicyValueSettings settings, float[] parameters);

  /** The engine on the class path. */
  static Engine load() {
    return ServiceLoader.load(Engine.class)
        .findFirst()
        .orElseThrow(
            () ->
                new ServiceConfigurationError(
                    "no " + Engine.class.getName() + " on the class path"));
  }
}
