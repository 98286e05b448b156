package org.tengen.driver.network;

/** A network that is trained on text, as settings have it: before the vocabulary is known. */
public sealed interface TextNetwork permits NextWord, MiddleWord, LanguageModel {
  /** Its name in the descriptions of trainings. */
  String label();

  /**
   * The network for a text with so many words.
   *
   * @param seed where its first parameters' randomness starts
   */
  SizedNetwork<?> sized(int vocabulary, long seed);
}
