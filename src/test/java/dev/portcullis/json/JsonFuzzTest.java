package dev.portcullis.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The input is the document. */
class JsonFuzzTest {

  @FuzzTest
  void whatIsReadIsWrittenAndReadAsTheSame(byte[] document) {
    Map<String, Object> object;
    try {
      object = Json.readObject(document);
    } catch (JsonException e) {
      assertThat(e.text()).hasSizeLessThanOrEqualTo(100).matches("[ -~]+");
      return;
    }

    assertThat(values(object)).isLessThanOrEqualTo(JsonReader.MAX_VALUES + 1);
    assertThat(depth(object)).isLessThanOrEqualTo(JsonReader.MAX_DEPTH);
    byte[] written = Json.write(object);
    assertThat(new String(written, UTF_8)).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    if (!hasNumberOfAnotherForm(object)) {
      Map<String, Object> again = Json.readObject(written);
      assertThat(again).isEqualTo(object);
      assertThat(Json.write(again)).isEqualTo(written);
    }
  }

  private static int values(Object value) {
    return 1 + within(value).stream().mapToInt(JsonFuzzTest::values).sum();
  }

  private static int depth(Object value) {
    int below = within(value).stream().mapToInt(JsonFuzzTest::depth).max().orElse(0);
    return value instanceof Map || value instanceof Collection ? 1 + below : 0;
  }

  /** BigDecimal writes 1e2 as 1E+2, which may be longer than we read, and 1e0 as 1, a Long. */
  private static boolean hasNumberOfAnotherForm(Object value) {
    return (value instanceof BigDecimal number
            && (number.scale() == 0 || number.toString().length() > JsonReader.MAX_NUMBER_LENGTH))
        || within(value).stream().anyMatch(JsonFuzzTest::hasNumberOfAnotherForm);
  }

  private static Collection<?> within(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values();
    }
    return value instanceof Collection<?> list ? list : List.of();
  }
}
