package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.testing.TestDatabase;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UserMappingTest {
  @Test
  void columnWithATableBeforeItIsRefused() {
    assertThatThrownBy(() -> new Mapped("members").username("members.name").mapping())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column \"members.name\" names a table or schema: want the column alone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT role FROM r|0",
        "SELECT role FROM r WHERE a = ? OR b = ?|2",
        "SELECT role FROM r WHERE a = '?'|0"
      })
  void rolesQueryWithoutExactlyOneParameterIsRefused(String query, int found) {
    assertThatThrownBy(() -> new RolesQuery(query))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "roles-query = \"" + query + "\" has " + found + " ?: want one, for the user's id");
  }

  @Test
  void questionMarkInQuotesIsNoParameter() {
    String query = "SELECT `r?`, \"?\" FROM r WHERE a = ? AND b <> '?'";

    assertThat(new RolesQuery(query).sql()).isEqualTo(query);
  }

  @Test
  void nameOfAFunctionIsNeverTakenForAColumn() {
    try (TestDatabase testDatabase = TestDatabase.h2();
        Database database = testDatabase.open()) {
      testDatabase.execute("CREATE TABLE members (id INTEGER, pw VARCHAR(9))");
      UserTable users =
          new UserTable(
              database, new Mapped("members").username("current_user").password("pw").mapping());

      assertThat(users.problems())
          .containsExactly(
              "table members has no column current_user that may be read;"
                  + " correct username-column");
    }
  }

  @Test
  void numberColumnAsNameMatchesNoText() {
    try (TestDatabase testDatabase = TestDatabase.h2();
        Database database = testDatabase.open()) {
      testDatabase.execute(
          "CREATE TABLE members (id INTEGER, username INTEGER, password VARCHAR(9))",
          "INSERT INTO members VALUES (1, 0, 'x')");
      UserTable users = new UserTable(database, new Mapped("members").mapping());

      assertThat(users.findByLogin("mamun")).isEmpty();
      assertThat(users.findByLogin("00")).isEmpty();
      assertThat(users.findByLogin("0")).map(UserRow::id).contains("1");
    }
  }

  @Test
  void uuidsAreIds() {
    String id = "0b1e9d0a-7a0c-4a9e-8a52-6f5f3c0f7c11";
    try (TestDatabase testDatabase = TestDatabase.h2();
        Database database = testDatabase.open()) {
      testDatabase.execute(
          "CREATE TABLE members (id UUID, name VARCHAR(9), pw VARCHAR(9))",
          "CREATE TABLE r (member UUID, role VARCHAR(9))",
          "INSERT INTO members VALUES ('" + id + "', 'ann', 'x')",
          "INSERT INTO r VALUES ('" + id + "', 'admin'), ('" + id + "', NULL)");
      String query = "SELECT role FROM r WHERE member = ?";
      UserTable users =
          new UserTable(
              database,
              new Mapped("members")
                  .username("name")
                  .password("pw")
                  .roles(new RolesQuery(query))
                  .mapping());

      assertThat(users.problems()).isEmpty();
      assertThat(users.idsAreNumbers()).isFalse();
      assertThat(users.findById(id))
          .contains(
              new UserRow(
                  id,
                  "ann",
                  "x",
                  Optional.empty(),
                  Optional.empty(),
                  UserState.OPEN,
                  Set.of("admin")));
      assertThat(users.findById(id.toUpperCase(Locale.ROOT))).isEmpty();
      assertThat(users.findById("7")).isEmpty();
    }
  }

  @Test
  void secretsAreNotPrinted() {
    UserRow user =
        new UserRow(
            "1",
            "ann",
            "secret",
            Optional.of("grain"),
            Optional.of("a@b.c"),
            UserState.OPEN,
            new HashSet<>());
    KeyRow key = new KeyRow("k1", "jwt", "HS256", "secret", Instant.EPOCH, 1);

    assertThat(user)
        .hasToString(
            "UserRow[id=1, username=ann, password=****, email=a@b.c,"
                + " state=UserState[active=true, lockedUntil=Optional.empty,"
                + " expiresAt=Optional.empty], roles=[]]");
    assertThat(key)
        .hasToString(
            "KeyRow[kid=k1, purpose=jwt, algorithm=HS256, material=****,"
                + " createdAt=1970-01-01T00:00:00Z, generation=1]");
  }
}
