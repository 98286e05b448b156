package org.tengen.corpus.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object a line (RFC 8259), and the record in one of its own fields: a string. Of a field
 * that is there twice the last counts.
 */
final class JsonRecords extends LineRecords {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
          .build();

  private final String field;

  JsonRecords(String where, Reading reading, LineReader lines) {
    super(where, reading, lines);
    this.field = reading.field();
  }

  @Override
  String text() throws BadRecord {
    String line = super.text();
    if (line.isBlank()) {
      return "";
    }
    String found;
    CharBuffer chars = decoded();
    try (JsonParser parser =
        FACTORY.createParser(chars.array(), chars.arrayOffset(), chars.remaining())) {
      found = find(parser);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation(); // none where objects are nested too deep
      throw notJson(line, at == null ? 0 : (int) at.getCharOffset(), e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("a line in memory cannot be read", e);
    }
    if (found == null) {
      throw new BadRecord(
          Skipped.Kind.NO_FIELD,
          placeInLine(0),
          ": no text in field " + field,
          "a string in corpus-field");
    }
    return found;
  }

  private @Nullable String find(JsonParser parser) throws IOException, BadRecord {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw notJson("", 0, "no object");
    }
    String found = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = parser.currentName().equals(field);
      JsonToken value = parser.nextToken();
      if (wanted) {
        found = value == JsonToken.VALUE_STRING ? whole(parser.getText()) : null;
      }
      parser.skipChildren();
    }
    if (parser.nextToken() != null) {
      throw notJson("", 0, "more than one object");
    }
    return found;
  }

  /** An escape may be half a character, which no UTF-8 file of ours could hold. */
  private String whole(String text) throws BadRecord {
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int point = text.codePointAt(at);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        throw notJson("", 0, "half of a surrogate pair, \\u%04x".formatted(point));
      }
    }
    return text;
  }

  private BadRecord notJson(String line, int charsBefore, String why) {
    int before = Math.max(0, Math.min(charsBefore, line.length()));
    long bytes = line.substring(0, before).getBytes(StandardCharsets.UTF_8).length;
    return new BadRecord(
        Skipped.Kind.NOT_JSON,
        placeInLine(bytes),
        " is not JSON (" + why.replaceAll("\\s*\\R.*", "") + ")",
        "a JSON object a line");
  }
}
