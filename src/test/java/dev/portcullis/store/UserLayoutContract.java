package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The shapes that the users' tables of applications have. */
interface UserLayoutContract extends OnDatabase {
  String UUID_TEXT = "0b1e9d0a-7a0c-4a9e-8a52-6f5f3c0f7c11";

  private UserTable users(UserMapping mapping) {
    return new UserTable(database(), mapping);
  }

  private UserTable users(Mapped mapped) {
    return users(mapped.mapping());
  }

  private void people(String... rows) {
    testDatabase()
        .execute(
            "CREATE TABLE people (id INTEGER, username VARCHAR(40), email VARCHAR(40), password"
                + " VARCHAR(40))");
    for (String row : rows) {
      testDatabase().execute("INSERT INTO people VALUES (" + row + ", 'x')");
    }
  }

  @Test
  default void everyLoginColumnLetsInAndTheNameIsWhatTheDatabaseSays() {
    people("1, 'ann', 'ann@example.org'", "2, 'bob@example.org', 'bob@example.org'");
    UserTable users = users(new Mapped("people").logins("username", "email"));

    assertThat(users.problems()).isEmpty();
    assertThat(users.findByLogin("ann")).map(UserRow::id).contains("1");
    assertThat(users.findByLogin("ann@example.org")).map(UserRow::username).contains("ann");
    assertThat(users.findByLogin("bob@example.org")).map(UserRow::id).contains("2");
    assertThat(users.findByLogin("Ann@example.org")).isEmpty();
    assertThat(users.findByLogin("ann@example.org ")).isEmpty();
    assertThat(users.findByLogin("1")).isEmpty();
    assertThat(users.findByLogin("")).isEmpty();
  }

  @Test
  default void loginThatTwoUsersShareInOneColumnOrTwoIsNobody() {
    people(
        "1, 'ann', 'twins@example.org'",
        "2, 'bob', 'twins@example.org'",
        "3, 'cat@example.org', 'cat@example.com'",
        "4, 'dog', 'cat@example.org'");
    UserTable users = users(new Mapped("people").logins("username", "email"));

    assertThat(users.findByLogin("twins@example.org")).isEmpty();
    assertThat(users.findByLogin("cat@example.org")).isEmpty();
    assertThat(users.findByLogin("cat@example.com")).map(UserRow::id).contains("3");
  }

  @Test
  default void userWithoutAnIdIsNobody() {
    people("NULL, 'ann', NULL");

    assertThat(users(new Mapped("people")).findByLogin("ann")).isEmpty();
  }

  @Test
  default void rolesComeTogetherFromEverywhere() {
    testDatabase()
        .execute(
            "CREATE TABLE staff (id INTEGER, username VARCHAR(9), password VARCHAR(9), salt"
                + " VARCHAR(9), boss BOOLEAN, clerk CHAR(1), tags VARCHAR(99))",
            "CREATE TABLE staff_role (user_id INTEGER, role VARCHAR(9))",
            "CREATE TABLE team (staff INTEGER, name VARCHAR(9))",
            "INSERT INTO staff VALUES (1, 'ann', 'x', 'grain', TRUE, 'N', '[\"json\"]')",
            "INSERT INTO staff VALUES (2, 'bob', 'x', NULL, FALSE, 'Y', NULL)",
            "INSERT INTO staff_role VALUES (1, 'table'), (1, NULL), (2, ' other ')",
            "INSERT INTO team VALUES (1, 'query'), (1, '')");
    UserTable users =
        users(
            new Mapped("staff")
                .salt("salt")
                .roles("tags")
                .flags(Map.of(new SqlName("boss"), "admin", new SqlName("clerk"), "desk"))
                .roles(
                    new RolesTable(
                        new SqlName("staff_role"), new SqlName("user_id"), new SqlName("role")))
                .roles(new RolesQuery("SELECT name FROM team WHERE staff = ?"))
                .fixedRoles("member"));

    assertThat(users.problems()).isEmpty();
    UserRow ann = users.findByLogin("ann").orElseThrow();
    assertThat(ann.roles()).containsExactlyInAnyOrder("json", "admin", "table", "query", "member");
    assertThat(ann.salt()).contains("grain");
    assertThat(users.findById("2").orElseThrow().roles())
        .containsExactlyInAnyOrder("desk", "other", "member");
  }

  @Test
  default void momentsAreTimestampsDaysAndNumbers() {
    String timestamp = database().dialect() == Dialect.MYSQL ? "DATETIME(3)" : "TIMESTAMP(3)";
    testDatabase()
        .execute(
            """
            CREATE TABLE people (
              id INTEGER, username VARCHAR(9), password VARCHAR(9), seconds INTEGER, millis BIGINT,
              broken DECIMAL(20, 3), at_time %s, at_day DATE)
            """
                .formatted(timestamp),
            """
            INSERT INTO people VALUES (1, 'ann', 'x', 1893456000, 1893456000500, 1893456000.9,
              '2030-01-01 12:00:00.250', '2030-01-01')
            """,
            "INSERT INTO people VALUES (2, 'bob', 'x', NULL, NULL, NULL, NULL, NULL)");

    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertMoment("seconds", berlin, "2030-01-01T00:00:00Z");
    assertMoment("millis", berlin, "2030-01-01T00:00:00.500Z");
    assertMoment("broken", berlin, "2030-01-01T00:00:00Z");
    assertMoment("at_time", ZoneOffset.UTC, "2030-01-01T12:00:00.250Z");
    assertMoment("at_time", berlin, "2030-01-01T11:00:00.250Z");
    assertMoment("at_day", ZoneOffset.UTC, "2030-01-01T00:00:00Z");
    assertMoment("at_day", berlin, "2029-12-31T23:00:00Z");
  }

  private void assertMoment(String column, ZoneId zone, String expected) {
    UserTable users = users(new Mapped("people").lockedUntil(column).expiresAt(column).zone(zone));

    assertThat(users.problems()).as(column).isEmpty();
    Optional<Instant> moment = Optional.of(Instant.parse(expected));
    assertThat(users.findById("1").orElseThrow().state())
        .as(column)
        .isEqualTo(new UserState(true, moment, moment));
    assertThat(users.findById("2").orElseThrow().state()).as(column).isEqualTo(UserState.OPEN);
  }

  @Test
  default void idsOfBytesAreUuidsOrHexadecimal() {
    boolean postgres = database().dialect() == Dialect.POSTGRESQL;
    String type = postgres ? "BYTEA" : "VARBINARY(20)";
    String bytes = postgres ? "'\\x%s'" : "X'%s'";
    String sixteen = bytes.formatted(UUID_TEXT.replace("-", ""));
    testDatabase()
        .execute(
            "CREATE TABLE people (id %s, username VARCHAR(9), password VARCHAR(9))".formatted(type),
            "CREATE TABLE grants (person %s, role VARCHAR(9))".formatted(type),
            "INSERT INTO people VALUES (%s, 'ann', 'x')".formatted(sixteen),
            "INSERT INTO people VALUES (%s, 'bob', 'x')".formatted(bytes.formatted("00ff")),
            "INSERT INTO grants VALUES (%s, 'admin')".formatted(sixteen));
    UserTable users =
        users(
            new Mapped("people")
                .roles(
                    new RolesTable(
                        new SqlName("grants"), new SqlName("person"), new SqlName("role"))));

    assertThat(users.problems()).isEmpty();
    assertThat(users.findByLogin("ann")).map(UserRow::id).contains(UUID_TEXT);
    assertThat(users.findById(UUID_TEXT).orElseThrow().roles()).containsExactly("admin");
    assertThat(users.findById("00ff")).map(UserRow::username).contains("bob");
    assertThat(users.findById("00FF")).isEmpty();
    assertThat(users.findById(UUID_TEXT.replace("-", ""))).isEmpty();
    assertThat(users.findById("")).isEmpty();
    assertThat(users.findById("ann")).isEmpty();
    assertThat(users.idsAreNumbers()).isFalse();
  }

  @Test
  default void textIdIsNeverComparedAsANumber() {
    testDatabase()
        .execute(
            "CREATE TABLE people (id VARCHAR(36), username VARCHAR(9), password VARCHAR(9))",
            "INSERT INTO people VALUES ('abc', 'ann', 'x'), ('7', 'bob', 'x')");
    UserTable users = users(new Mapped("people"));

    assertThat(users.problems()).isEmpty();
    assertThat(users.findById("0")).isEmpty();
    assertThat(users.findById("07")).isEmpty();
    assertThat(users.findById("7.0")).isEmpty();
    assertThat(users.findById("7")).map(UserRow::username).contains("bob");
  }

  @Test
  default void spacesThatTheDatabaseFillsUpWithBelongToNothing() {
    testDatabase()
        .execute(
            "CREATE TABLE people (id CHAR(9), username CHAR(20), password CHAR(60))",
            "CREATE TABLE grants (person CHAR(12), role CHAR(12))",
            "INSERT INTO people VALUES ('p1', 'ann', 'x')",
            "INSERT INTO grants VALUES ('p1', 'admin')");
    UserTable users =
        users(
            new Mapped("people")
                .roles(
                    new RolesTable(
                        new SqlName("grants"), new SqlName("person"), new SqlName("role"))));

    assertThat(users.problems()).isEmpty();
    UserRow ann = users.findByLogin("ann").orElseThrow();
    assertThat(List.of(ann.id(), ann.username(), ann.password())).containsExactly("p1", "ann", "x");
    assertThat(ann.roles()).containsExactly("admin");
    assertThat(users.findById("p1")).contains(ann);
    assertThat(users.findByLogin("ann ")).isEmpty();
  }

  private static UserMapping own(String query, String byId, String... logins) {
    return UserMapping.of(
        new UserQueries(
            query, byId, List.of(logins).stream().map(SqlName::new).toList(), Map.of()));
  }

  @Test
  default void ownQueriesFindByLabel() {
    people("1, 'ann', 'ann@example.org'");
    String select = "SELECT p.id, p.username, p.password, p.email, 'a,b' AS roles FROM people p ";
    UserTable users =
        users(
            own(
                select + "WHERE ? IN (p.username, p.email)",
                select + "WHERE p.id = ?",
                "username",
                "email"));

    assertThat(users.problems()).isEmpty();
    UserRow ann = users.findByLogin("ann@example.org").orElseThrow();
    assertThat(ann.username()).isEqualTo("ann");
    assertThat(ann.email()).contains("ann@example.org");
    assertThat(ann.roles()).containsExactlyInAnyOrder("a", "b");
    assertThat(users.findByLogin("ann")).contains(ann);
    assertThat(users.findByLogin("ANN")).isEmpty();
    assertThat(users.findById("1")).contains(ann);
    assertThat(users.findById("2")).isEmpty();
  }

  @Test
  default void labelsThatOwnQueriesLackAreNamed() {
    people();
    UserTable users =
        users(
            own(
                "SELECT id, username FROM people WHERE username = ?",
                "SELECT id, username, password FROM people WHERE id = ?",
                "username",
                "email"));

    assertThat(users.problems())
        .containsExactly(
            "users-query has no column labelled password; name one so, with AS password",
            "users-query has no column labelled email; name one so, with AS email",
            "users-by-id-query has no column labelled email; name one so, with AS email");
  }

  @Test
  default void ownQueriesThatAreRefusedAreTold() {
    people();
    String good = "SELECT id, username, password FROM people WHERE username = ?";
    String bad = "SELECT id, username, password FROM persons WHERE id = ?";

    assertThat(users(own(bad, good, "username")).problems())
        .containsExactly(
            "users-query \""
                + bad
                + "\" is refused by the database; correct it, with ? for what was typed");
    assertThat(users(own(good, bad, "username")).problems())
        .containsExactly(
            "users-by-id-query \""
                + bad
                + "\" is refused by the database; correct it, with ? for the id");
  }

  @Test
  default void momentThatIsATextIsAProblem() {
    people();
    UserTable users = users(new Mapped("people").lockedUntil("email").expiresAt("password"));

    assertThat(users.problems())
        .containsExactly(
            "column email of table people is neither a moment nor a day nor a number of seconds;"
                + " correct locked-until-column",
            "column password of table people is neither a moment nor a day nor a number of"
                + " seconds; correct expires-at-column");
  }

  @Test
  default void everyNameThatTheDatabaseDoesNotHaveIsTold() {
    people();
    UserTable users =
        users(
            new Mapped("people")
                .logins("username", "mail")
                .flags(Map.of(new SqlName("boss"), "admin"))
                .roles(
                    new RolesTable(
                        new SqlName("people"), new SqlName("person"), new SqlName("username")))
                .roles(
                    new RolesTable(
                        new SqlName("grants"), new SqlName("person"), new SqlName("role"))));

    assertThat(users.problems())
        .containsExactly(
            "table people has no column mail that may be read; correct login-columns",
            "table people has no column boss that may be read; correct role-flags",
            "table people has no column person that may be read; correct roles-user-column",
            "table grants is missing or may not be read; correct roles-table or grant SELECT on"
                + " it");
  }
}
