package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.AuthException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFieldsTest {
  private static final String TYPE = "multipart/form-data; boundary=b";

  @Test
  void fieldsAreReadAsTheyStand() {
    String body =
        part("username", "মামুন") + part("password", " a\r\nb --b ") + "--b--\r\nwhat follows";

    assertThat(parse(body, TYPE))
        .containsExactly(Map.entry("username", "মামুন"), Map.entry("password", " a\r\nb --b "));
  }

  @Test
  void boundaryMayBeQuotedAndNameMayBeBare() {
    String body = "--b c\r\nContent-Disposition: form-data; name=x\r\n\r\n1\r\n--b c--";

    assertThat(parse(body, "multipart/form-data; boundary=\"b c\""))
        .containsExactly(Map.entry("x", "1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "--b",
        "--b\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1",
        "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n--b--",
        "--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=\"x\"; filename=\"y\"\r\n\r\n1\r\n--b--",
        "--bContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n--b--"
      })
  void malformedBodyIsRefused(String body) {
    assertThatThrownBy(() -> parse(body, TYPE))
        .isInstanceOf(AuthException.class)
        .hasMessageStartingWith("Multipart form parse error - ");
  }

  @Test
  void fieldThatStandsThereTwiceIsRefused() {
    assertThatThrownBy(() -> parse(part("x", "1") + part("x", "2") + "--b--", TYPE))
        .hasMessage("Multipart form parse error - a field stands there twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary="})
  void missingBoundaryIsRefused(String type) {
    assertThatThrownBy(() -> parse(part("x", "1") + "--b--", type))
        .hasMessage("Multipart form parse error - Invalid boundary");
  }

  private static Map<String, Object> parse(String body, String type) {
    return MultipartFields.parse(body.getBytes(UTF_8), type);
  }

  private static String part(String name, String value) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }
}
