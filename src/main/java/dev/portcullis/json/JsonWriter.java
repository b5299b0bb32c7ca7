package dev.portcullis.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One writing of one object. */
final class JsonWriter {
  private final JsonGenerator generator;

  JsonWriter(JsonGenerator generator) {
    this.generator = generator;
  }

  void object(Map<?, ? extends @Nullable Object> object) throws IOException {
    generator.writeStartObject();
    for (Map.Entry<?, ? extends @Nullable Object> entry : object.entrySet()) {
      generator.writeFieldName((String) entry.getKey());
      value(entry.getValue());
    }
    generator.writeEndObject();
  }

  private void value(@Nullable Object value) throws IOException {
    if (value == null) {
      generator.writeNull();
    } else if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Boolean truth) {
      generator.writeBoolean(truth);
    } else if (value instanceof Number number) {
      generator.writeNumber(new BigDecimal(number.toString())); // NaN is no number here.
    } else if (value instanceof Map<?, ?> object) {
      object(object);
    } else if (value instanceof List<?> array) {
      generator.writeStartArray();
      for (Object element : array) {
        value(element);
      }
      generator.writeEndArray();
    } else {
      throw new IllegalArgumentException("No JSON value: " + value.getClass().getName());
    }
  }
}
