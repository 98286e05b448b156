package org.tengen.ps.image;

/** What an image is for, which decides what is in it. */
public enum ImageKind {
  /** Weights only: {@link SliceImage#state} is empty. */
  EVALUATION,
  /** All that a new server needs to go on. */
  CHECKPOINT
}
