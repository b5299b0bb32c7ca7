package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Postgres;
import dev.portcullis.testing.TestDatabase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StoreOnPostgresIT extends StoreContract {
  private static final String ID = "0b1e9d0a-7a0c-4a9e-8a52-6f5f3c0f7c11";

  @Override
  TestDatabase fresh() {
    return Postgres.fresh();
  }

  @Test
  void timestampsWithAZoneNeedNoOtherAndMayBeInfinite() {
    testDatabase()
        .execute(
            "CREATE TABLE people (id INT, username TEXT, password TEXT, until TIMESTAMPTZ, over"
                + " TIMESTAMP)",
            "INSERT INTO people VALUES (1, 'ann', 'x', '2030-01-01 12:00+02', 'infinity'),"
                + " (2, 'bob', 'x', '-infinity', '-infinity'), (3, 'cat', 'x', 'infinity', NULL)");
    UserTable users =
        new UserTable(
            database(),
            new Mapped("people")
                .lockedUntil("until")
                .expiresAt("over")
                .zone(ZoneId.of("Asia/Dhaka"))
                .mapping());

    assertThat(users.problems()).isEmpty();
    assertThat(users.findById("1").orElseThrow().state())
        .isEqualTo(
            new UserState(
                true,
                Optional.of(Instant.parse("2030-01-01T10:00:00Z")),
                Optional.of(Instant.MAX)));
    assertThat(users.findById("2").orElseThrow().state())
        .isEqualTo(new UserState(true, Optional.of(Instant.MIN), Optional.of(Instant.MIN)));
    assertThat(users.findById("3").orElseThrow().state().lockedUntil()).contains(Instant.MAX);
  }

  @Test
  void uuidsAndJsonAreReadAsTheyAre() {
    testDatabase()
        .execute(
            "CREATE TABLE people (id UUID, username TEXT, password TEXT, roles JSONB)",
            "CREATE TABLE grants (user_id UUID, role TEXT)",
            "INSERT INTO people VALUES ('" + ID + "', 'ann', 'x', '[\"json\"]')",
            "INSERT INTO grants VALUES ('" + ID + "', 'table')");
    UserTable users =
        new UserTable(
            database(),
            new Mapped("people")
                .roles("roles")
                .roles(
                    new RolesTable(
                        new SqlName("grants"), new SqlName("user_id"), new SqlName("role")))
                .mapping());

    assertThat(users.problems()).isEmpty();
    assertThat(users.findByLogin("ann").orElseThrow().id()).isEqualTo(ID);
    assertThat(users.findById(ID).orElseThrow().roles()).containsExactlyInAnyOrder("json", "table");
    assertThat(users.findById("7")).isEmpty();
  }

  @Test
  void tokensOfDjangoMayBelongToUuids() {
    testDatabase()
        .execute(
            "CREATE TABLE authtoken_token (key VARCHAR(40) PRIMARY KEY, created TIMESTAMPTZ NOT"
                + " NULL, user_id UUID UNIQUE NOT NULL)",
            "CREATE TABLE token_blacklist_outstandingtoken (id BIGSERIAL PRIMARY KEY, token TEXT,"
                + " created_at TIMESTAMP, expires_at TIMESTAMP, user_id UUID, jti VARCHAR(255)"
                + " UNIQUE)",
            "CREATE TABLE token_blacklist_blacklistedtoken (id BIGSERIAL PRIMARY KEY,"
                + " blacklisted_at TIMESTAMP, token_id BIGINT UNIQUE)");
    Instant now = Instant.parse("2030-01-01T00:00:00Z");
    DjangoTokenTable tokens = new DjangoTokenTable(database());
    OutstandingTable outstanding = new OutstandingTable(database(), "portcullis_");
    OutstandingToken token =
        new OutstandingToken("abc", "a.b.c", Optional.of(ID), Optional.of(now), now);

    assertThat(tokens.insert(new DjangoTokenRow("k", ID), now)).isTrue();
    assertThat(tokens.find("k")).contains(new DjangoTokenRow("k", ID));
    assertThat(tokens.findByUser("7")).isEmpty();
    assertThat(outstanding.insert(token)).isTrue();
    assertThat(outstanding.goodOfUser(ID, now.minusSeconds(1), 9))
        .extracting(OutstandingRow::token)
        .containsExactly(token);
    assertThat(testDatabase().column("SELECT expires_at FROM token_blacklist_outstandingtoken"))
        .containsExactly("2030-01-01 00:00:00");
  }

  @Test
  void columnsThatCannotBeComparedAreTold() {
    testDatabase()
        .execute(
            "CREATE TABLE people (id UUID, username INT, password TEXT)",
            "CREATE TABLE members (id UUID, username TEXT, password TEXT)",
            "CREATE TABLE grants (user_id INT, role TEXT)");
    RolesTable grants =
        new RolesTable(new SqlName("grants"), new SqlName("user_id"), new SqlName("role"));

    assertThat(new UserTable(database(), new Mapped("people").mapping()).problems())
        .containsExactly(
            "column username of table people cannot be compared with text; correct"
                + " username-column");
    assertThat(new UserTable(database(), new Mapped("members").roles(grants).mapping()).problems())
        .containsExactly(
            "column user_id of table grants cannot be compared with the id in table members;"
                + " correct roles-user-column");
  }
}
