package dev.portcullis.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The first line of the input is the URI as it was sent, the others are rules. */
class RequestPathFuzzTest {
  private static final Set<String> SESSION = Set.of("jsessionid");
  private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "FOO", "get");

  /** With a hole for each thing that containers have read in two ways. */
  private static final AccessRules HOUSE =
      AccessRules.parse(
          List.of(
              "/admin/* role:admin",
              "/admin deny",
              "*.css permit",
              "GET,HEAD /open/* permit",
              "/open/* authenticated",
              "/a/b role:b",
              "/ permit"));

  @FuzzTest
  @DictionaryEntries({"/../", "/./", "//", "%2f", "%2e", "%252e", "%5c", ";jsessionid=", "%00"})
  void acceptedPathHasOneReadingAndOneVerdict(byte[] input) {
    List<String> lines = List.of(new String(input, UTF_8).split("\n", -1));
    String uri = lines.get(0);
    Optional<AccessRules> written = rules(lines.subList(1, lines.size()));
    Optional<String> decoded = decode(withoutParameters(uri));
    if (decoded.isEmpty()) {
      return;
    }
    RequestPath path;
    try {
      path = RequestPath.of(uri, decoded.get(), SESSION);
    } catch (AuthException e) {
      assertThat(e.error()).isEqualTo(AuthError.PATH_AMBIGUOUS);
      return;
    }

    assertThat(path.value())
        .isEqualTo(decoded.get())
        .startsWith("/")
        .doesNotContain("//", "/./", "/../", "\\", ";", "\0", "\n", "%2f", "%2F", "%2e", "%2E")
        .doesNotEndWith("/.")
        .doesNotEndWith("/..");
    // Whoever decodes once more finds the same path, or none.
    assertThat(decode(path.value()).orElse(path.value())).isEqualTo(path.value());
    RequestPath canonical = RequestPath.of(encode(path.value()), path.value(), SESSION);
    for (AccessRules rules : Stream.concat(Stream.of(HOUSE), written.stream()).toList()) {
      assertVerdictIsThatOf(canonical, path, rules);
    }
  }

  private static void assertVerdictIsThatOf(
      RequestPath canonical, RequestPath path, AccessRules rules) {
    for (String method : METHODS) {
      Requirement requirement = rules.requirementFor(method, path);
      assertThat(rules.requirementFor(method, canonical)).isEqualTo(requirement);
      assertThat(Requirement.of(requirement.toString())).isEqualTo(requirement);
    }
  }

  /** The rules if they are good; then they are the same when they are read again. */
  private static Optional<AccessRules> rules(List<String> lines) {
    AccessRules rules;
    try {
      rules = AccessRules.parse(lines);
    } catch (InvalidRulesException e) {
      assertThat(e.problems()).isNotEmpty();
      return Optional.empty();
    }
    assertThat(rules.describe()).hasSize(lines.size() + 1);
    List<AccessRule> read = lines.stream().map(AccessRule::parse).toList();
    for (AccessRule rule : read) {
      String again =
          (rule.methods().isEmpty() ? "" : String.join(",", rule.methods()) + " ")
              + rule.pattern()
              + " "
              + rule.requirement();
      AccessRule same = AccessRule.parse(again);
      assertThat(same.methods()).isEqualTo(rule.methods());
      assertThat(same.requirement()).isEqualTo(rule.requirement());
      assertThat(same.covers(rule) && rule.covers(same)).isTrue();
    }
    return Optional.of(rules);
  }

  private static String withoutParameters(String uri) {
    int semicolon = uri.indexOf(';');
    return semicolon < 0 ? uri : uri.substring(0, semicolon);
  }

  /** As a container does it: empty where an escape is broken or it is not UTF-8. */
  private static Optional<String> decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] escaped = text.getBytes(UTF_8);
    for (int i = 0; i < escaped.length; i++) {
      if (escaped[i] != '%') {
        bytes.write(escaped[i]);
      } else if (i + 2 < escaped.length && hex(escaped[i + 1]) >= 0 && hex(escaped[i + 2]) >= 0) {
        bytes.write(16 * hex(escaped[i + 1]) + hex(escaped[i + 2]));
        i += 2;
      } else {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static int hex(byte digit) {
    return "0123456789abcdef".indexOf(digit >= 'A' && digit <= 'F' ? digit + 32 : digit);
  }

  /** Every byte that is no letter, digit or slash as its escape. */
  private static String encode(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte b : path.getBytes(UTF_8)) {
      boolean plain = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '/';
      uri.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
    }
    return uri.toString();
  }
}
