package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import java.net.URLEncoder;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The first line of the input is the type, the rest is the body. */
class RequestBodyFuzzTest {
  private static final Set<AuthError> REFUSALS =
      EnumSet.of(
          AuthError.BODY_NOT_FORM,
          AuthError.BODY_NOT_JSON,
          AuthError.BODY_NOT_MULTIPART,
          AuthError.MEDIA_TYPE_UNSUPPORTED);

  @FuzzTest
  @DictionaryEntries({
    "application/x-www-form-urlencoded",
    "application/json",
    "multipart/form-data; boundary=b",
    "Content-Disposition: form-data; name="
  })
  void fieldsHaveOneReadingOrAreRefused(byte[] input) {
    String text = new String(input, ISO_8859_1);
    int line = text.indexOf('\n');
    String type = line < 0 ? text : text.substring(0, line);
    byte[] body = text.substring(line + 1).getBytes(ISO_8859_1);
    assertTokenOrRefusal(type, body);
    Map<String, Object> fields;
    try {
      fields = RequestBody.parse(body, type);
    } catch (AuthException e) {
      assertThat(e.error()).isIn(REFUSALS);
      assertThat(e.text()).hasSizeLessThan(300).doesNotContain("\n", "\r");
      return;
    }

    assertThat(RequestBody.parse(body, type)).isEqualTo(fields);
    if (RequestBody.mediaTypeOf(type).equals(RequestBody.FORM)) {
      assertThat(FormFields.parse(form(fields).getBytes(UTF_8))).isEqualTo(fields);
    }
  }

  private static void assertTokenOrRefusal(String type, byte[] body) {
    try {
      assertThat(
              TokenForm.token(
                  new PaperRequest().header("Content-Type", type).body(body).toRequest()))
          .isNotEmpty();
    } catch (AuthException e) {
      assertThat(e.error()).isIn(AuthError.OAUTH_REQUEST_INVALID, AuthError.BODY_TOO_LARGE);
    }
  }

  private static String form(Map<String, Object> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode((String) field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
