package org.tengen.web.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. Nothing here depends on the machine's language. */
public final class Numbers {
  /** What stands where there is no figure. */
  public static final String NONE = "-";

  /** From here on numbers are written with an exponent, so that a column stays narrow. */
  private static final double LARGEST_PLAIN = 1e7;

  private Numbers() {}

  /** With commas between thousands and the given decimals; "inf" and "NaN" where not finite. */
  public static String fixed(double value, int decimals) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%,." + decimals + "f", value)
        : notFinite(value);
  }

  /** With commas between thousands, from ten thousand million on in thousand millions. */
  public static String whole(long value) {
    return value >= 10_000_000_000L
        ? fixed(value / 1e9, 1) + "G"
        : String.format(Locale.ROOT, "%,d", value);
  }

  /** To the given number of significant digits, at least all before the point. */
  public static String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return notFinite(value);
    }
    if (Math.abs(value) >= LARGEST_PLAIN) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    double magnitude = value == 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
    return fixed(value, (int) Math.max(0, Math.min(9, digits - 1 - magnitude)));
  }

  /** Short, for an axis whose largest value decides the unit: 250, 1.5k, 20M. */
  public static String tick(double value, double largest) {
    double size = Math.abs(largest);
    if (size >= 1e15) {
      return String.format(Locale.ROOT, "%.0e", value);
    }
    return size >= 2e9
        ? unit(value, 1e9, "G")
        : size >= 2e6 ? unit(value, 1e6, "M") : size >= 1e4 ? unit(value, 1e3, "k") : plain(value);
  }

  private static String unit(double value, double unit, String name) {
    return value == 0 ? "0" : plain(value / unit) + name;
  }

  /** A coordinate in a picture: two decimals at most. */
  static String at(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a coordinate must be finite, not " + value);
    }
    return plain(Math.rint(value * 100) / 100);
  }

  private static String plain(double value) {
    BigDecimal number = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
    return number.signum() == 0 ? "0" : number.toPlainString();
  }

  private static String notFinite(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
  }
}
