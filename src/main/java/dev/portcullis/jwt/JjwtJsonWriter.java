package dev.portcullis.jwt;

import dev.portcullis.json.Json;
import io.jsonwebtoken.io.AbstractSerializer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Our JSON for jjwt, which else looks for a provider through the application's class loader. */
final class JjwtJsonWriter extends AbstractSerializer<Map<String, ?>> {

  @Override
  protected void doSerialize(Map<String, ?> object, OutputStream out) throws IOException {
    out.write(Json.write(object));
  }
}
