package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"users", "_u", "T_USERS2", "a$b", "app.users", "cat.app.users"})
  void nameStandsInSqlAsItIs(String text) {
    assertThat(new SqlName(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "users ", "users\n", "a b", "a;b", "a--b", "a/**/b", "a'b", "a\"b", "`a`", "a(b)",
        "a,b", "1a", "1e5", "$1", "$$", "a.", ".a", "a..b", "a.b.c.d", "a.1", "naïve", "a\u0000"
      })
  void textThatCouldBeMoreThanANameIsRefused(String text) {
    assertThatThrownBy(() -> new SqlName(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\"" + text + "\" is no SQL name: want letters, digits, _ and $, such as auth_user");
  }

  @Test
  void partHasUpTo128Characters() {
    assertThat(new SqlName("a".repeat(128)).text()).hasSize(128);
    assertThatThrownBy(() -> new SqlName("a".repeat(129)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void prefixHasUpTo32OfItsCharacters() {
    assertThat(SqlName.prefixed("", "token")).hasToString("token");
    assertThat(SqlName.prefixed("a".repeat(32), "token")).hasToString("a".repeat(32) + "token");
    assertThatThrownBy(() -> SqlName.prefixed("a".repeat(33), "token"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"App_", "a.", "a$", "a b", "a;--", "ä"})
  void otherPrefixesAreRefused(String prefix) {
    assertThatThrownBy(() -> SqlName.prefixed(prefix, "token"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"" + prefix + "\" is no table prefix: want at most 32 of a-z, 0-9 and _");
  }
}
