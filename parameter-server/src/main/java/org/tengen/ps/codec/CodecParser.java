package org.tengen.ps.codec;

import java.util.function.Supplier;

/** Reads a codec's setting: a name, its number after a colon, and more after pluses. */
final class CodecParser {
  private static final String MOMENTUM = "momentum:";
  private static final String WARM_UP = "warmup:";
  private static final String UNMASKED = "unmasked";

  private final String text;
  private double momentum;
  private boolean masked = true;
  private double warmUp = Codec.TopK.WARM_UP;
  private boolean warmUpGiven;

  CodecParser(String text) {
    this.text = text;
  }

  Codec parse() {
    String[] parts = text.split("\\+", -1);
    for (int i = 1; i < parts.length; i++) {
      more(parts[i]);
    }
    if (!masked && momentum == 0) {
      throw refused(
          "+unmasked is about momentum, and there is none; expected +momentum:M+unmasked");
    }
    return base(parts[0], parts.length > 1);
  }

  private void more(String part) {
    if (part.startsWith(MOMENTUM) && momentum == 0) {
      momentum = number(part.substring(MOMENTUM.length()));
      if (!(momentum > 0 && momentum < 1)) {
        throw refused("a momentum is over 0 and less than 1, e.g. +momentum:0.9");
      }
    } else if (part.startsWith(WARM_UP) && !warmUpGiven) {
      warmUp = number(part.substring(WARM_UP.length()));
      warmUpGiven = true;
    } else if (part.equals(UNMASKED) && masked) {
      masked = false;
    } else {
      throw unknown();
    }
  }

  private Codec base(String base, boolean more) {
    int colon = base.indexOf(':');
    String name = colon < 0 ? base : base.substring(0, colon);
    String argument = colon < 0 ? "" : base.substring(colon + 1);
    return switch (name) {
      case "float32", "bfloat16", "int8" -> {
        if (colon >= 0) {
          throw unknown();
        }
        if (more) {
          throw refused(name + " keeps nothing back, so there is nothing to say after a plus");
        }
        yield name.equals("float32")
            ? new Codec.Float32()
            : name.equals("int8") ? new Codec.Int8() : new Codec.BFloat16();
      }
      case "topk" -> {
        double ratio = number(argument);
        yield checked(() -> new Codec.TopK(ratio, new Feedback(momentum, masked), warmUp));
      }
      case "threshold" -> {
        if (warmUpGiven) {
          throw refused("a warm-up is of a share, and a threshold has none; expected it of topk");
        }
        double limit = number(argument);
        yield checked(() -> new Codec.Threshold(limit, new Feedback(momentum, masked)));
      }
      default -> throw unknown();
    };
  }

  /** The codec, or what its own check says with the setting before it. */
  private Codec checked(Supplier<Codec> codec) {
    try {
      return codec.get();
    } catch (IllegalArgumentException e) {
      IllegalArgumentException refusal = refused(String.valueOf(e.getMessage()));
      refusal.initCause(e);
      throw refusal;
    }
  }

  private double number(String number) {
    try {
      double parsed = Double.parseDouble(number);
      if (Double.isFinite(parsed)) {
        return parsed;
      }
      throw unknown();
    } catch (NumberFormatException e) {
      IllegalArgumentException refusal = unknown();
      refusal.initCause(e);
      throw refusal;
    }
  }

  private IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("codec=" + text + ": " + why);
  }

  private IllegalArgumentException unknown() {
    return refused(
        "expected "
            + Codec.ACCEPTED
            + ", e.g. topk:0.001, topk:0.001+momentum:0.9+warmup:0.05 or threshold:0.01");
  }
}
