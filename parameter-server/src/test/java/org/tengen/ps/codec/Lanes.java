package org.tengen.ps.codec;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;

/** What lanes push in these tests, and what becomes of it. */
final class Lanes {
  private Lanes() {}

  /** Floats of very different magnitudes, some 0. */
  static float[] random(Random random, int length) {
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      int exponent = random.nextInt(40) - 25;
      floats[i] =
          random.nextInt(10) == 0 ? 0 : (float) (random.nextGaussian() * Math.pow(2, exponent));
    }
    return floats;
  }

  static Encoder encoder(String codec, Layout layout, Range... statistics) {
    return Encoder.of(new Coding(Codec.parse(codec), List.of(statistics), 1, 100), layout);
  }

  /** What the server makes of a push. */
  static float[] decoded(Encoder encoder, Layout layout, float[] push, int samples, long clock) {
    float[] whole = new float[layout.length()];
    List<Payload> payloads = encoder.encode(FloatBuffer.wrap(push), samples, clock);
    for (int slice = 0; slice < payloads.size(); slice++) {
      Range range = layout.slice(slice);
      payloads.get(slice).read(0, whole, range.from(), range.length());
    }
    return whole;
  }
}
