package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.DjangoTables;
import dev.portcullis.testing.Race;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

interface DjangoTableContract extends OnDatabase {
  Instant ISSUED = Instant.parse("2030-01-01T00:00:00.123456Z");
  Instant ENDS = Instant.parse("2030-01-02T00:00:00Z");
  String KEY = "abcdef0123456789abcdef0123456789abcdef01";

  private DjangoTokenTable tokens() {
    return new DjangoTokenTable(database());
  }

  private OutstandingTable outstanding() {
    return new OutstandingTable(database(), "portcullis_");
  }

  private static OutstandingToken token(String jti) {
    return new OutstandingToken(jti, "a.b.c", Optional.of("1"), Optional.of(ISSUED), ENDS);
  }

  private OutstandingRow listed(String jti) {
    outstanding().insert(token(jti));
    return outstanding().find(jti).orElseThrow();
  }

  @Test
  default void tablesAsDjangoMakesThemHaveNoProblem() {
    DjangoTables.createIn(testDatabase());

    assertThat(tokens().problems()).isEmpty();
    assertThat(outstanding().problems()).isEmpty();
  }

  @Test
  default void missingMigrationIsTold() {
    assertThat(tokens().problems())
        .containsExactly(
            "table authtoken_token is missing or may not be read; put rest_framework.authtoken into"
                + " INSTALLED_APPS and run python manage.py migrate authtoken, or grant SELECT on"
                + " it");
    assertThat(outstanding().problems())
        .hasSize(2)
        .allMatch(text -> text.contains("run python manage.py migrate token_blacklist"));
  }

  @Test
  default void columnsOfAnOldMigrationAreTold() {
    DjangoTables.createIn(testDatabase());
    testDatabase()
        .execute(
            "ALTER TABLE token_blacklist_outstandingtoken DROP COLUMN jti",
            "ALTER TABLE authtoken_token DROP COLUMN created");

    assertThat(outstanding().problems())
        .containsExactly(
            "table token_blacklist_outstandingtoken has no column jti; run python manage.py migrate"
                + " token_blacklist");
    assertThat(tokens().problems())
        .containsExactly(
            "table authtoken_token has no column created; run python manage.py migrate authtoken");
  }

  @Test
  default void djangoTokenIsFoundExactly() {
    DjangoTables.createIn(testDatabase());
    DjangoTokenRow row = new DjangoTokenRow(KEY, "1");

    assertThat(tokens().insert(row, ISSUED)).isTrue();

    assertThat(tokens().find(KEY)).contains(row);
    assertThat(tokens().findByUser("1")).contains(row);
    assertThat(tokens().findByUser("01")).isEmpty();
    assertThat(tokens().findByUser("x")).isEmpty();
    for (String other : List.of(KEY.toUpperCase(java.util.Locale.ROOT), "á" + KEY.substring(1))) {
      assertThat(tokens().find(other)).isEmpty();
      assertThat(tokens().delete(other)).isFalse();
    }
    assertThat(tokens().find(KEY)).isPresent();
    assertThat(tokens().delete(KEY)).isTrue();
    assertThat(tokens().delete(KEY)).isFalse();
  }

  @Test
  default void userHasOneDjangoTokenWhoeverIsFirst() {
    DjangoTables.createIn(testDatabase());

    long winners =
        Race.winners(
            8, i -> tokens().insert(new DjangoTokenRow("%040d".formatted(i), "1"), ISSUED));

    assertThat(winners).isEqualTo(1);
  }

  @Test
  default void outstandingTokenIsFoundAsItWasListed() {
    DjangoTables.createIn(testDatabase());

    assertThat(outstanding().insert(token("abc"))).isTrue();
    assertThat(outstanding().insert(token("abc"))).isFalse();

    OutstandingRow row = outstanding().find("abc").orElseThrow();
    assertThat(row.token()).isEqualTo(token("abc"));
    assertThat(row.isGood()).isTrue();
    assertThat(outstanding().find("ABC")).isEmpty();
  }

  @Test
  default void blacklistingIsDoneOnceAndTellsTheMoment() {
    DjangoTables.createIn(testDatabase());
    long id = listed("abc").id();

    assertThat(outstanding().blacklistAndRevoke(id, ISSUED, "sid", ENDS)).isTrue();
    assertThat(outstanding().blacklistAndRevoke(id, ENDS, "sid", ENDS)).isFalse();
    assertThat(outstanding().blacklist(id, ENDS)).isFalse();

    assertThat(outstanding().find("abc").orElseThrow().blacklistedAt()).contains(ISSUED);
    assertThat(testDatabase().column("SELECT subject FROM portcullis_revocation"))
        .containsExactly("sid");
  }

  @Test
  default void ofTwentyThatReplaceATokenOneDoes() {
    DjangoTables.createIn(testDatabase());
    long id = listed("abc").id();

    List<Boolean> won = Race.of(20, i -> outstanding().rotate(id, ISSUED, token("next" + i)));

    assertThat(won).containsOnlyOnce(true);
    assertThat(testDatabase().column("SELECT jti FROM token_blacklist_outstandingtoken"))
        .containsExactlyInAnyOrder("abc", "next" + won.indexOf(true));
  }

  @Test
  default void failedReplacementLeavesTheTokenGood() {
    DjangoTables.createIn(testDatabase());
    long id = listed("abc").id();
    listed("taken");

    try {
      outstanding().rotate(id, ISSUED, token("taken"));
    } catch (dev.portcullis.StoreException e) {
      assertThat(e).hasMessageContaining("rotating a refresh token");
    }

    assertThat(outstanding().find("abc").orElseThrow().isGood()).isTrue();
  }

  @Test
  default void goodTokensOfAUserAreNeitherBlacklistedNorExpired() {
    DjangoTables.createIn(testDatabase());
    outstanding().blacklist(listed("out").id(), ISSUED);
    listed("first");
    listed("second");
    outstanding()
        .insert(new OutstandingToken("rahims", "x", Optional.of("4"), Optional.empty(), ENDS));
    outstanding()
        .insert(new OutstandingToken("nobodys", "x", Optional.empty(), Optional.empty(), ENDS));

    assertThat(outstanding().goodOfUser("1", ENDS.minusMillis(1), 9))
        .extracting(row -> row.token().jti())
        .containsExactly("second", "first");
    assertThat(outstanding().goodOfUser("1", ISSUED, 1)).hasSize(1);
    assertThat(outstanding().goodOfUser("1", ENDS, 9)).isEmpty();
    assertThat(outstanding().goodOfUser("x", ISSUED, 9)).isEmpty();
  }
}
