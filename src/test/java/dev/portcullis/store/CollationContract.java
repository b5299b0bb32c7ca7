package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Old MySQL tables compare names without case and accents, and often know no emoji. */
interface CollationContract extends OnDatabase {

  private UserTable legacy(String charset) {
    testDatabase()
        .execute(
            """
            CREATE TABLE members (
              id INT UNSIGNED PRIMARY KEY, name VARCHAR(80), pw VARCHAR(99), enabled TINYINT(1))
            """
                + charset,
            "INSERT INTO members VALUES (1, 'mamun', 'x', 1), (2, 'mamún', 'y', 0)");
    return new UserTable(
        database(),
        new UserMapping(
            new SqlName("members"),
            new SqlName("id"),
            new SqlName("name"),
            new SqlName("pw"),
            Optional.empty(),
            Optional.of(new SqlName("enabled")),
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  default void nameThatTheCollationTakesForAnotherIsNobody() {
    UserTable users = legacy("CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
    String same = "SELECT COUNT(*) FROM members WHERE name = 'MAMUN'";
    assertThat(testDatabase().column(same)).containsExactly("2");

    assertThat(users.findByUsername("MAMUN")).isEmpty();
    assertThat(users.findByUsername("mamün")).isEmpty();
    assertThat(users.findByUsername("mamun ")).isEmpty();
  }

  @Test
  default void ofNamesThatTheCollationTakesForOneTheEqualOneIsMeant() {
    UserTable users = legacy("CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");

    assertThat(users.problems()).isEmpty();
    assertThat(users.findByUsername("mamun").orElseThrow().id()).isEqualTo("1");
    assertThat(users.findByUsername("mamún").orElseThrow().id()).isEqualTo("2");
    assertThat(users.findByUsername("mamun").orElseThrow().active()).isTrue();
    assertThat(users.findByUsername("mamún").orElseThrow().active()).isFalse();
  }

  @Test
  default void nameOutsideTheCharsetOfTheTableIsNobody() {
    UserTable users = legacy("CHARACTER SET latin1");

    assertThat(users.findByUsername("\uD83D\uDE00")).isEmpty();
    assertThat(users.findByUsername("мамун")).isEmpty();
    assertThat(users.findByUsername("?")).isEmpty();
    assertThat(users.findByUsername("mamún")).isPresent();
  }

  @Test
  default void numberColumnAsNameMatchesNoText() {
    testDatabase()
        .execute(
            "CREATE TABLE members (id INT, name INT, pw VARCHAR(9))",
            "INSERT INTO members VALUES (1, 0, 'x')");
    UserTable users =
        new UserTable(
            database(),
            new UserMapping(
                new SqlName("members"),
                new SqlName("id"),
                new SqlName("name"),
                new SqlName("pw"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));

    assertThat(users.findByUsername("mamun")).isEmpty();
    assertThat(users.findByUsername("0")).isPresent();
  }

  @Test
  default void columnsThatAreReservedWordsAreFound() {
    testDatabase()
        .execute(
            "CREATE TABLE members (`order` INT, `current_user` VARCHAR(9), `key` VARCHAR(9))",
            "INSERT INTO members VALUES (1, 'ann', 'x')");
    UserTable users =
        new UserTable(
            database(),
            new UserMapping(
                new SqlName("members"),
                new SqlName("order"),
                new SqlName("current_user"),
                new SqlName("key"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));

    assertThat(users.problems()).isEmpty();
    assertThat(users.findByUsername("ann").orElseThrow().id()).isEqualTo("1");
    assertThat(users.findByUsername("root@localhost")).isEmpty();
  }
}
