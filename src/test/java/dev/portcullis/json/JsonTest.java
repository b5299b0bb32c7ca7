package dev.portcullis.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractMap.SimpleEntry;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  // Reading.

  @Test
  void everyKindOfValueIsRead() {
    Map<String, Object> object =
        read(
            """
            {"s": "x\\u00e9\\n", "t": true, "f": false, "n": null, "l": -9223372036854775808,
             "b": 9223372036854775808, "d": 1.50, "e": 1e3, "a": [1, [], null], "o": {"k": {}}}
            """);

    assertThat(object)
        .containsExactly(
            Map.entry("s", "xé\n"),
            Map.entry("t", true),
            Map.entry("f", false),
            new SimpleEntry<>("n", null),
            Map.entry("l", Long.MIN_VALUE),
            Map.entry("b", new BigInteger("9223372036854775808")),
            Map.entry("d", new BigDecimal("1.50")),
            Map.entry("e", new BigDecimal("1e3")),
            Map.entry("a", Arrays.asList(1L, List.of(), null)),
            Map.entry("o", Map.of("k", Map.of())));
  }

  @Test
  void whatWasReadCannotBeChanged() {
    Map<String, Object> object = read("{\"a\": [1], \"o\": {}}");

    assertThat(object).isUnmodifiable();
    assertThat((Map<?, ?>) object.get("o")).isUnmodifiable();
    assertThat((List<?>) object.get("a")).isUnmodifiable();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"a\":2}    | Duplicate key",
        "{\"a\":1,\"\\u0061\":2} | Duplicate key",
        "{\"o\":{\"k\":0,\"k\":0}} | Duplicate key",
        "{\"a\":1} x          | Malformed JSON",
        "{\"a\":1} {}         | Extra data",
        "[]                   | Expecting an object",
        "\"a\"                | Expecting an object",
        "null                 | Expecting an object",
        "``                   | Expecting an object",
        "{                    | Malformed JSON",
        "{\"a\":}             | Malformed JSON",
        "{\"a\":secret}       | Malformed JSON",
        "{\"a\":1,}           | Malformed JSON",
        "{'a':1}              | Malformed JSON",
        "{a:1}                | Malformed JSON",
        "{\"a\":01}           | Malformed JSON",
        "{\"a\":+1}           | Malformed JSON",
        "{\"a\":.5}           | Malformed JSON",
        "{\"a\":NaN}          | Malformed JSON",
        "{\"a\":1}/**/        | Malformed JSON",
        "{\"a\":\"\\x\"}      | Malformed JSON",
        "{\"a\":\"\\ud800\"}  | Half a surrogate pair",
        "{\"\\udc00x\":1}     | Malformed JSON",
      })
  void whatIsNoStrictObjectIsRefused(String document, String message) {
    JsonException refused = refused(document.getBytes(UTF_8));

    assertThat(refused.text()).matches(Pattern.quote(message) + " at line 1 column [0-9]+");
    assertThat(refused.getStackTrace()).isEmpty();
  }

  @Test
  void aRefusalSaysWhere() {
    assertThat(refused("{\n \"a\": 1,\n \"a\": 2}".getBytes(UTF_8)))
        .hasMessage("Duplicate key at line 3 column 2");
  }

  @Test
  void aWholeSurrogatePairIsRead() {
    assertThat(read("{\"a\":\"\\ud83d\\ude00\"}")).containsEntry("a", "😀");
  }

  @Test
  void aByteOrderMarkIsRefused() {
    assertThat(refused("\uFEFF{}".getBytes(UTF_8)).text())
        .startsWith("Malformed JSON at line 1 column");
  }

  @Test
  void otherEncodingsAreRefused() {
    assertThat(refused("{\"a\":\"é\"}".getBytes(ISO_8859_1)).text()).isEqualTo("Invalid UTF-8");
    assertThat(refused("{}".getBytes(UTF_16BE)).text()).startsWith("Malformed JSON");
    // U+D800 and an overlong "/" as bytes.
    byte[] surrogate = {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'};
    byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'};
    assertThat(refused(surrogate).text()).isEqualTo("Invalid UTF-8");
    assertThat(refused(overlong).text()).isEqualTo("Invalid UTF-8");
  }

  @Test
  void depthIsReadToEightAndNoFurther() {
    String eight = "{\"a\":".repeat(7) + "{}" + "}".repeat(7);
    String nine = "{\"a\":".repeat(7) + "{\"a\":[]}" + "}".repeat(7);

    assertThat(read(eight)).containsOnlyKeys("a");
    assertThat(refused(nine.getBytes(UTF_8)).text()).startsWith("Nested deeper than 8 at line 1");
  }

  @Test
  void valuesAreReadTo256AndNoFurther() {
    String zeros = "0,".repeat(254);

    assertThat(read("{\"a\":[" + zeros + "0]}")).containsOnlyKeys("a");
    assertThat(refused(("{\"a\":[" + zeros + "0,0]}").getBytes(UTF_8)).text())
        .startsWith("More than 256 values at line 1");
  }

  @Test
  void numbersAreReadTo32CharactersAndNoFurther() {
    String longest = "1" + "0".repeat(31);

    assertThat(read("{\"a\":" + longest + "}")).containsEntry("a", new BigInteger(longest));
    assertThat(refused(("{\"a\":" + longest + "0}").getBytes(UTF_8)).text())
        .startsWith("A number of more than 32 characters at line 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1001", "1e-1001", "1e999999999", "1e99999999999", "-1E+2147483648"})
  void numbersWhoseDigitsWouldFillTheHeapAreRefused(String number) {
    assertThat(refused(("{\"a\":" + number + "}").getBytes(UTF_8)).text())
        .startsWith("A number out of range at line 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1000", "1e-1000", "4.9e-324", "1.7976931348623157e308"})
  void numbersOfAnyDoubleAreRead(String number) {
    assertThat(read("{\"a\":" + number + "}")).containsEntry("a", new BigDecimal(number));
  }

  @Test
  void noBytesMakeAnythingButAnObjectOrARefusal() {
    Random random = new Random(1);
    byte[] good =
        "{\"a\":[1,-2.5e3,\"x\\u00e9\\ud83d\\ude00\",true,null],\"b\":{}}".getBytes(UTF_8);
    int read = 0;
    int refused = 0;

    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = good.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try {
        Json.readObject(bytes);
        read++;
      } catch (JsonException e) {
        assertThat(e.text().length()).isLessThanOrEqualTo(100);
        refused++;
      }
    }

    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  // Writing.

  @Test
  void everyKindOfValueIsWritten() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("z", "é\"\\\n");
    object.put("a", Arrays.asList(1, 2L, new BigInteger("9223372036854775808"), 1.5, null, true));
    object.put("m", Map.of("k", List.of()));

    assertThat(written(object))
        .isEqualTo(
            "{\"z\":\"é\\\"\\\\\\n\",\"a\":[1,2,9223372036854775808,1.5,null,true],"
                + "\"m\":{\"k\":[]}}");
  }

  @Test
  void whatCouldEndAScriptIsEscaped() {
    assertThat(written(Map.of("</script>", "<!--&\u2028\u2029")))
        .isEqualTo("{\"\\u003C/script\\u003E\":\"\\u003C!--\\u0026\\u2028\\u2029\"}");
  }

  @Test
  void whatIsWrittenReadsBackTheSame() {
    Map<String, Object> object =
        read("{\"s\":\"<é😀\\u2028\",\"d\":1.50,\"e\":1e400,\"n\":null,\"a\":[{\"b\":-0.0}]}");

    assertThat(Json.readObject(Json.write(object))).isEqualTo(object);
  }

  @Test
  void whatJsonCannotSayIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.write(Map.of("a", new Object())))
        .withMessage("No JSON value: java.lang.Object");
    assertThatThrownBy(() -> Json.write(Map.of("a", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, Object> read(String document) {
    return Json.readObject(document.getBytes(UTF_8));
  }

  private static String written(Map<String, ?> object) {
    return new String(Json.write(object), UTF_8);
  }

  private static JsonException refused(byte[] document) {
    return catchThrowableOfType(JsonException.class, () -> Json.readObject(document));
  }
}
