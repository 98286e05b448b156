package org.tengen.models.word2vec;

import java.util.Arrays;

/** {@link Kernel} in plain Java, for a JVM without the vector module. */
final class PlainKernel extends WindowKernel {
  private final float[] outputChanges;

  PlainKernel(Word2VecSettings settings, int widestOutput) {
    super(settings, widestOutput);
    outputChanges = new float[TILE * stride];
  }

  @Override
  public String name() {
    return "plain";
  }

  @Override
  void findErrors(float[] in, float[] out, int tile) {
    int at = errorsAt(tile);
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < TILE; j++) {
        float logit = product(in, inputAt[i], out, outputAt[tile * TILE + j]);
        float cut = Math.min(LARGEST_LOGIT, Math.max(-LARGEST_LOGIT, logit));
        int place = tile * Rows.LINE + j;
        errors[at++] = slopes[place] / (1f + Exponential.of(-cut)) + labels[place];
      }
    }
  }

  /** In eight sums side by side, as one would wait for each addition. */
  private float product(float[] a, int aAt, float[] b, int bAt) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    for (int i = 0; i < stride; i += 8) {
      s0 += a[aAt + i] * b[bAt + i];
      s1 += a[aAt + i + 1] * b[bAt + i + 1];
      s2 += a[aAt + i + 2] * b[bAt + i + 2];
      s3 += a[aAt + i + 3] * b[bAt + i + 3];
      s4 += a[aAt + i + 4] * b[bAt + i + 4];
      s5 += a[aAt + i + 5] * b[bAt + i + 5];
      s6 += a[aAt + i + 6] * b[bAt + i + 6];
      s7 += a[aAt + i + 7] * b[bAt + i + 7];
    }
    return ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7));
  }

  @Override
  void update(float[] in, float[] out, int tile, boolean inPlace) {
    Arrays.fill(outputChanges, 0f);
    int at = errorsAt(tile);
    for (int i = 0; i < inputs; i++) {
      int change = i * stride;
      if (tile == 0) {
        Arrays.fill(changes, change, change + stride, 0f);
      }
      for (int j = 0; j < TILE; j++, at++) {
        add(errors[at], out, outputAt[tile * TILE + j], changes, change);
        add(errors[at], in, inputAt[i], outputChanges, j * stride);
      }
      if (inPlace) {
        add(1f, changes, change, in, inputAt[i]);
      }
    }
    for (int j = 0; j < TILE; j++) {
      add(1f, outputChanges, j * stride, out, outputAt[tile * TILE + j]);
    }
  }

  @Override
  void sum(float[] in, float factor, float[] to) {
    Arrays.fill(to, 0f);
    for (int i = 0; i < inputs; i++) {
      add(factor, in, inputAt[i], to, 0);
    }
  }

  @Override
  void spread(float[] in, float factor) {
    for (int i = 0; i < inputs; i++) {
      add(factor, changes, 0, in, inputAt[i]);
    }
  }

  private void add(float factor, float[] from, int fromAt, float[] to, int toAt) {
    for (int i = 0; i < stride; i++) {
      to[toAt + i] += factor * from[fromAt + i];
    }
  }
}
