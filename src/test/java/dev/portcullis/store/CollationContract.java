package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.apache.commons.dbcp2.BasicDataSource;
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
        new Mapped("members").username("name").password("pw").active("enabled").mapping());
  }

  @Test
  default void nameThatTheCollationTakesForAnotherIsNobody() {
    UserTable users = legacy("CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
    String same = "SELECT COUNT(*) FROM members WHERE name = 'MAMUN'";
    assertThat(testDatabase().column(same)).containsExactly("2");

    assertThat(users.findByLogin("MAMUN")).isEmpty();
    assertThat(users.findByLogin("mamün")).isEmpty();
    assertThat(users.findByLogin("mamun ")).isEmpty();
  }

  @Test
  default void ofNamesThatTheCollationTakesForOneTheEqualOneIsMeant() {
    UserTable users = legacy("CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");

    assertThat(users.problems()).isEmpty();
    assertThat(users.findByLogin("mamun").orElseThrow().id()).isEqualTo("1");
    assertThat(users.findByLogin("mamún").orElseThrow().id()).isEqualTo("2");
    assertThat(users.findByLogin("mamun").orElseThrow().state().active()).isTrue();
    assertThat(users.findByLogin("mamún").orElseThrow().state().active()).isFalse();
  }

  @Test
  default void nameOutsideTheCharsetOfTheTableIsNobody() {
    UserTable users = legacy("CHARACTER SET latin1");

    assertThat(users.findByLogin("\uD83D\uDE00")).isEmpty();
    assertThat(users.findByLogin("мамун")).isEmpty();
    assertThat(users.findByLogin("?")).isEmpty();
    assertThat(users.findByLogin("mamún")).isPresent();
  }

  @Test
  default void numberColumnAsNameMatchesNoText() {
    testDatabase()
        .execute(
            "CREATE TABLE members (id INT, name INT, pw VARCHAR(9))",
            "INSERT INTO members VALUES (1, 0, 'x')");
    UserTable users =
        new UserTable(database(), new Mapped("members").username("name").password("pw").mapping());

    assertThat(users.findByLogin("mamun")).isEmpty();
    assertThat(users.findByLogin("0")).isPresent();
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
            new Mapped("members").id("order").username("current_user").password("key").mapping());

    assertThat(users.problems()).isEmpty();
    assertThat(users.findByLogin("ann").orElseThrow().id()).isEqualTo("1");
    assertThat(users.findByLogin("root@localhost")).isEmpty();
  }

  @Test
  default void rolesOfNamesThatTheCollationTakesForAnotherAreNotGiven() {
    testDatabase()
        .execute(
            "CREATE TABLE members (name VARCHAR(80), pw VARCHAR(9))"
                + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
            "CREATE TABLE grants (name VARCHAR(80), role VARCHAR(9))"
                + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
            "INSERT INTO members VALUES ('mamun', 'x')",
            "INSERT INTO grants VALUES ('mamun', 'user'), ('MAMUN', 'upper'), ('mamún', 'accent'),"
                + " ('mamun ', 'space')");
    UserTable byTable =
        new UserTable(
            database(),
            new Mapped("members")
                .id("name")
                .username("name")
                .password("pw")
                .roles(
                    new RolesTable(new SqlName("grants"), new SqlName("name"), new SqlName("role")))
                .mapping());
    UserTable byQuery =
        new UserTable(
            database(),
            new Mapped("members")
                .id("name")
                .username("name")
                .password("pw")
                .roles(new RolesQuery("SELECT role, name FROM grants WHERE name = ?"))
                .mapping());

    assertThat(byTable.findByLogin("mamun").orElseThrow().roles()).containsExactly("user");
    assertThat(byQuery.findByLogin("mamun").orElseThrow().roles()).containsExactly("user");
  }

  @Test
  default void zeroDateIsNoMoment() throws SQLException {
    testDatabase()
        .execute(
            "SET SESSION sql_mode = ''",
            "CREATE TABLE members (id INT, username VARCHAR(9), password VARCHAR(9), until"
                + " DATETIME, ends DATE)",
            "INSERT INTO members VALUES (1, 'ann', 'x', '0000-00-00 00:00:00', '0000-00-00')");
    UserMapping mapping = new Mapped("members").lockedUntil("until").expiresAt("ends").mapping();

    assertThat(new UserTable(database(), mapping).findById("1").orElseThrow().state())
        .isEqualTo(UserState.OPEN);
    // A container's pool does not ask the driver to make nothing of it, and then it throws.
    try (BasicDataSource lent = new BasicDataSource()) {
      lent.setDriver(testDatabase().driver());
      lent.setUrl(testDatabase().jdbcUrl());
      lent.setUsername(testDatabase().username());
      assertThat(new UserTable(new Database(lent), mapping).findById("1").orElseThrow().state())
          .isEqualTo(UserState.OPEN);
    }
  }
}
