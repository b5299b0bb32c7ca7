package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.json.Json;
import io.jsonwebtoken.io.AbstractDeserializer;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.Map;

/** Our JSON for jjwt, which else looks for a provider through the application's class loader. */
final class JjwtJsonReader extends AbstractDeserializer<Map<String, ?>> {

  @Override
  protected Map<String, ?> doDeserialize(Reader reader) throws IOException {
    StringWriter text = new StringWriter();
    reader.transferTo(text);
    return Json.readObject(text.toString().getBytes(UTF_8));
  }
}
