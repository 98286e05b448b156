package org.tengen.go.sgf;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The encoding of a game tree's values. In all of them a byte below 128 is ASCII, unless it follows
 * a lead byte of a character of two bytes: such a byte may look like a bracket or a backslash, and
 * is neither.
 */
final class SgfCharset {
  static final SgfCharset UTF_8 = new SgfCharset(StandardCharsets.UTF_8, "");
  static final SgfCharset LATIN_1 = new SgfCharset(StandardCharsets.ISO_8859_1, "");

  /** Names that programs write for encodings whose supersets they use, and the JDK's for those. */
  private static final Map<String, String> SUPERSETS =
      Map.ofEntries(
          Map.entry("gb", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("gb2312", "GB18030"),
          Map.entry("gb18030", "GB18030"),
          Map.entry("big5", "Big5-HKSCS"),
          Map.entry("shiftjis", "windows-31j"),
          Map.entry("sjis", "windows-31j"),
          Map.entry("cp932", "windows-31j"),
          Map.entry("eucjp", "EUC-JP"),
          Map.entry("euckr", "x-windows-949"),
          Map.entry("ksc56011987", "x-windows-949"));

  /** Pairs of characters: the first and last lead byte of ranges, by the JDK's name. */
  private static final Map<String, String> LEADS =
      Map.of(
          "GB18030", "\u0081\u00fe",
          "EUC-JP", "\u008e\u008e\u00a1\u00fe",
          "Big5-HKSCS", "\u0081\u00fe",
          "x-windows-949", "\u0081\u00fe",
          "windows-31j", "\u0081\u009f\u00e0\u00fc");

  private final Charset charset;
  private final String leads;

  private SgfCharset(Charset charset, String leads) {
    this.charset = charset;
    this.leads = leads;
  }

  /** The one with this name, if there is one in which ASCII is ASCII. */
  static Optional<SgfCharset> named(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    try {
      return of(Charset.forName(SUPERSETS.getOrDefault(plain, name.strip())));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  /** Encodings with characters of several bytes whose lead bytes are not known here are refused. */
  private static Optional<SgfCharset> of(Charset charset) {
    String leads = LEADS.getOrDefault(charset.name(), "");
    boolean known =
        charset.equals(StandardCharsets.UTF_8)
            || !leads.isEmpty()
            || (charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1);
    String ascii = "(;AZ[az09]\\:)\n";
    return known
            && Arrays.equals(ascii.getBytes(charset), ascii.getBytes(StandardCharsets.US_ASCII))
        ? Optional.of(new SgfCharset(charset, leads))
        : Optional.empty();
  }

  Charset charset() {
    return charset;
  }

  /** Has it characters of which a byte may look like a bracket? */
  boolean hasLeads() {
    return !leads.isEmpty();
  }

  /** Does this byte take the next one with it? */
  boolean leads(int octet) {
    for (int i = 0; i < leads.length(); i += 2) {
      if (octet >= leads.charAt(i) && octet <= leads.charAt(i + 1)) {
        return true;
      }
    }
    return false;
  }

  /** The text of {@code length} bytes, if they are of this encoding. */
  Optional<String> decode(byte[] bytes, int from, int length) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, from, length))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
