package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Locale;

/** The input is where the field {@code next} of a login wants to go. */
class LocalPathFuzzTest {

  @FuzzTest
  @DictionaryEntries({"//evil.example", "/app/", "/..", "%2e%2e", "%2f", "?"})
  void loginLeadsNowhereButIntoTheApplication(byte[] input) {
    String next = new String(input, UTF_8);
    for (String context : List.of("", "/app")) {
      LocalPath.check(next, context).ifPresent(path -> assertInside(path, next, context));
    }
  }

  private static void assertInside(String path, String next, String context) {
    assertThat(path).isEqualTo(next).matches("[!-~]+").startsWith("/").doesNotStartWith("//");
    assertThat(path).doesNotContain("\\", "#");
    String withoutQuery = path.split("\\?", 2)[0];
    // RFC 3986, section 5.2.4, and WHATWG URL, which takes %2e for a dot: nothing to remove.
    for (String segment : withoutQuery.toLowerCase(Locale.ROOT).substring(1).split("/", -1)) {
      assertThat(segment.replace("%2e", ".")).isNotIn(".", "..").doesNotContain("%2f", "%5c");
    }
    assertThat(withoutQuery).doesNotContain("//").doesNotContain("%0", "%1", "%7f", "%7F");
    assertThat(withoutQuery.equals(context) || withoutQuery.startsWith(context + "/")).isTrue();
  }
}
