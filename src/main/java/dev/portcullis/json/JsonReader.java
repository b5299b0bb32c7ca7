package dev.portcullis.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One reading of one document, within limits that no credential of ours comes near. */
final class JsonReader {
  /** Objects and arrays within each other, the outermost counted. */
  static final int MAX_DEPTH = 8;

  /**
   * Values of all kinds in the whole document, the outermost object not counted, unless more are
   * allowed.
   */
  static final int MAX_VALUES = 256;

  /** Characters of a number. */
  static final int MAX_NUMBER_LENGTH = 32;

  /** Power of ten of a number: 1e999999999 is short, and a gigabyte once its digits are asked. */
  static final int MAX_EXPONENT = 1_000;

  private final JsonParser parser;
  private final int maxValues;
  private int values;

  JsonReader(JsonParser parser, int maxValues) {
    this.parser = parser;
    this.maxValues = maxValues;
  }

  Map<String, @Nullable Object> document() {
    if (next() != JsonToken.START_OBJECT) {
      throw refused("Expecting an object");
    }
    Map<String, @Nullable Object> document = object(1);
    if (next() != null) {
      throw refused("Extra data");
    }
    return document;
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (next() != JsonToken.END_OBJECT) {
      String key = text();
      if (object.containsKey(key)) {
        throw refused("Duplicate key");
      }
      next();
      object.put(key, value(depth));
    }
    return Collections.unmodifiableMap(object);
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> array = new ArrayList<>();
    while (next() != JsonToken.END_ARRAY) {
      array.add(value(depth));
    }
    return Collections.unmodifiableList(array);
  }

  private @Nullable Object value(int depth) {
    values++;
    if (values > maxValues) {
      throw refused("More than " + maxValues + " values");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(deeper(depth));
      case START_ARRAY -> array(deeper(depth));
      case VALUE_STRING -> text();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw refused("Expecting a value");
    };
  }

  private int deeper(int depth) {
    if (depth == MAX_DEPTH) {
      throw refused("Nested deeper than " + MAX_DEPTH);
    }
    return depth + 1;
  }

  private String text() {
    String text;
    try {
      text = parser.getText();
    } catch (IOException e) {
      throw malformed();
    }
    // Escapes can spell half a pair, which no UTF-8 can carry on: it would become a "?".
    boolean half = text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
    if (half) {
      throw refused("Half a surrogate pair");
    }
    return text;
  }

  private Number number() {
    String digits = text();
    if (digits.length() > MAX_NUMBER_LENGTH) {
      throw refused("A number of more than " + MAX_NUMBER_LENGTH + " characters");
    }
    try {
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
            ? parser.getBigIntegerValue()
            : Long.valueOf(parser.getLongValue());
      }
      BigDecimal number = new BigDecimal(digits);
      if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
        throw refused("A number out of range");
      }
      return number;
    } catch (IOException | NumberFormatException e) {
      throw refused("A number out of range");
    }
  }

  /** The next token; null at the end of the document. */
  private @Nullable JsonToken next() {
    try {
      return parser.nextToken();
    } catch (IOException e) {
      // Its message quotes the document and names jackson's options.
      throw malformed();
    }
  }

  private JsonException refused(String found) {
    return new JsonException(found, parser.currentTokenLocation());
  }

  private JsonException malformed() {
    return new JsonException("Malformed JSON", parser.currentLocation());
  }
}
