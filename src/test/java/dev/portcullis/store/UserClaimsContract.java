package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which columns can go into tokens, and what becomes of their values. */
interface UserClaimsContract extends OnDatabase {
  private UserTable users(Map<String, SqlName> claims) {
    return new UserTable(database(), new Mapped("people").mapping().withClaims(claims));
  }

  private void people(String columns, String... rows) {
    testDatabase()
        .execute(
            "CREATE TABLE people (id INTEGER, username VARCHAR(9), password VARCHAR(9), %s)"
                .formatted(columns));
    for (String row : rows) {
      testDatabase().execute("INSERT INTO people VALUES (" + row + ")");
    }
  }

  @Test
  default void textWholeNumbersAndBooleansAreClaims() {
    people(
        "name VARCHAR(99), code CHAR(9), notes %s, small SMALLINT, big BIGINT, exact DECIMAL(20, 0),"
                .formatted(database().dialect() == Dialect.H2 ? "CLOB" : "TEXT")
            + " vip BOOLEAN",
        "1, 'ann', 'x', 'Ånn \"<b>\"', 'abc', 'long', 7, 9007199254740993, 12, TRUE",
        "2, 'bob', 'x', NULL, NULL, NULL, NULL, NULL, NULL, NULL",
        "3, 'cat', 'x', '', '', '', -1, 0, 99999999999999999999, FALSE");
    Map<String, SqlName> claims = new LinkedHashMap<>();
    for (String column : List.of("name", "code", "notes", "small", "big", "exact", "vip")) {
      claims.put("c_" + column, new SqlName(column));
    }
    claims.put("again", new SqlName("name"));
    UserTable users = users(claims);

    assertThat(users.problems()).isEmpty();
    assertThat(users.findByLogin("ann").orElseThrow().claims())
        .containsExactly(
            Map.entry("c_name", "Ånn \"<b>\""),
            Map.entry("c_code", "abc"),
            Map.entry("c_notes", "long"),
            Map.entry("c_small", 7L),
            Map.entry("c_big", 9007199254740993L),
            Map.entry("c_exact", 12L),
            Map.entry("c_vip", true),
            Map.entry("again", "Ånn \"<b>\""));
    assertThat(users.findById("2").orElseThrow().claims()).isEmpty();
    assertThat(users.findById("3").orElseThrow().claims())
        .containsEntry("c_small", -1L)
        .containsEntry("c_big", 0L)
        .containsEntry("c_vip", false)
        .doesNotContainKey("c_exact");
    assertThat(users.findById("1").orElseThrow().toString()).doesNotContain("long");
  }

  @Test
  default void claimsOutOfBoundsAreLeftOutWhole() {
    people(
        "a VARCHAR(500), b VARCHAR(500), c VARCHAR(500), d VARCHAR(500), e VARCHAR(500)",
        "1, 'ann', 'x', '%s', '%s', '%s', '%s', 'e'"
            .formatted("<".repeat(256), "b".repeat(257), "c".repeat(256), "d".repeat(256)));
    Map<String, SqlName> claims = new LinkedHashMap<>();
    List.of("a", "b", "c", "d", "e").forEach(column -> claims.put(column, new SqlName(column)));

    // A "<" takes six bytes of JSON, so beside a there is room for c, and no more for d.
    assertThat(users(claims).findByLogin("ann").orElseThrow().claims())
        .containsOnlyKeys("a", "c", "e");
  }

  @Test
  default void columnThatCannotBeAClaimIsAProblem() {
    people("born DATE, share DECIMAL(9, 2)");

    assertThat(users(Map.of("a", new SqlName("born"))).problems())
        .containsExactly(
            "column born of table people is neither text nor a whole number nor a boolean; correct"
                + " jwt-claims");
    assertThat(users(Map.of("a", new SqlName("share"))).problems())
        .containsExactly(
            "column share of table people is neither text nor a whole number nor a boolean; correct"
                + " jwt-claims");
    assertThat(users(Map.of("a", new SqlName("nowhere"))).problems())
        .containsExactly("table people has no column nowhere that may be read; correct jwt-claims");
  }

  @Test
  default void labelThatQueriesLackIsAProblem() {
    people("tenant INTEGER", "1, 'ann', 'x', 7");
    String select = "SELECT id, username, password, tenant AS t FROM people WHERE ";
    UserMapping mapping =
        UserMapping.of(
            new UserQueries(
                select + "username = ?",
                "SELECT id, username, password FROM people WHERE id = ?",
                List.of(new SqlName("username")),
                Map.of()));

    UserTable users =
        new UserTable(database(), mapping.withClaims(Map.of("tenant", new SqlName("T"))));

    assertThat(users.problems())
        .containsExactly("users-by-id-query has no column labelled T; name one so, with AS T");
    assertThat(users.findByLogin("ann").orElseThrow().claims()).containsEntry("tenant", 7L);
  }
}
