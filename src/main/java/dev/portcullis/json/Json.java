package dev.portcullis.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects from bytes and to bytes (RFC 8259), always UTF-8.
 *
 * <p>What two readers could understand differently is refused and not repaired: duplicate keys, a
 * byte order mark, bad UTF-8, half a surrogate pair, anything after the object.
 */
public final class Json {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          // Names come from strangers: nothing of them is to stay in a table shared by all parsers.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          // The default keeps buffers in thread locals, which pin the application's class loader.
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .characterEscapes(new HtmlSafeEscapes())
          .build();

  private Json() {}

  /**
   * The object that these bytes are.
   *
   * <p>Values are {@code String}, {@code Boolean}, {@code Long}, {@code BigInteger} (whole numbers
   * beyond a long), {@code BigDecimal} (whatever has a fraction or an exponent), unmodifiable
   * {@code Map} in the order of the document, unmodifiable {@code List}, and null for JSON's null.
   *
   * @throws JsonException if the bytes are anything but one object within the limits of {@link
   *     JsonReader}
   */
  public static Map<String, @Nullable Object> readObject(byte[] utf8) {
    return readObject(utf8, JsonReader.MAX_VALUES);
  }

  /**
   * The same of a document that may have more values, such as a set of keys.
   *
   * @param maxValues of all kinds, the outermost object not counted
   */
  public static Map<String, @Nullable Object> readObject(byte[] utf8, int maxValues) {
    // Decoded here because jackson guesses UTF-16 and UTF-32 from the bytes and skips a BOM.
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new JsonException("Invalid UTF-8");
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new JsonReader(parser, maxValues).document();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Not from a String; JsonReader answers syntax errors.
    }
  }

  /**
   * The object as compact JSON: keys in the order of the map, the same bytes for equal maps of the
   * same order.
   *
   * <p>The characters {@code <}, {@code >}, {@code &}, U+2028 and U+2029 are escaped, so that the
   * text can stand in an HTML script element.
   *
   * @throws IllegalArgumentException if a value is not of the kinds that {@link #readObject}
   *     returns or another finite {@code Number}
   */
  public static byte[] write(Map<String, ? extends @Nullable Object> object) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      new JsonWriter(generator).object(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Not from a StringWriter.
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
