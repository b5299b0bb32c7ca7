package dev.portcullis.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.store.Database;
import dev.portcullis.store.RevocationTable;
import dev.portcullis.store.Schema;
import dev.portcullis.testing.TestClock;
import dev.portcullis.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevocationsTest {
  private static final Duration MATTERS = Duration.ofMinutes(5);
  private static final Duration STALE = Duration.ofSeconds(30);

  private final TestClock clock = new TestClock();
  private final TestDatabase testDatabase = TestDatabase.h2();
  private final Database database = testDatabase.open();
  private final Revocations here = node();
  private final Revocations there = node();

  @BeforeEach
  void start() {
    new Schema(database, "portcullis_").create(false);
    here.follow();
    there.follow();
  }

  @AfterEach
  void close() {
    database.close();
    testDatabase.close();
  }

  @Test
  void revocationIsKnownHereAtOnceAndThereByTheNextPass() {
    revokeHere("s1");

    assertThat(here.isRevoked("s1")).isTrue();
    assertThat(here.isRevoked("s2")).isFalse();
    assertThat(there.isRevoked("s1")).isFalse();
    there.follow();
    assertThat(there.isRevoked("s1")).isTrue();
  }

  @Test
  void nodeThatStartsLaterKnowsWhatWasRevokedBefore() {
    revokeHere("s1");

    Revocations late = node();
    late.follow();

    assertThat(late.isRevoked("s1")).isTrue();
  }

  @Test
  void moreRevocationsThanAPageHoldsAreAllRead() {
    for (int i = 0; i < 2_500; i++) {
      revokeHere("s" + i);
    }

    there.follow();

    assertThat(there.isRevoked("s0")).isTrue();
    assertThat(there.isRevoked("s2499")).isTrue();
  }

  @Test
  void rowThatCommitsLateUnderASmallerIdIsNotMissed() {
    insert(20, "s20");
    there.follow();
    for (int seconds = 0; seconds < 29; seconds++) {
      clock.advance(Duration.ofSeconds(1));
      there.follow();
    }

    insert(10, "s10");
    there.follow();

    assertThat(there.isRevoked("s10")).isTrue();
  }

  @Test
  void revocationIsForgottenWhenItNoLongerMatters() {
    revokeHere("s1");
    there.follow();

    clock.advance(MATTERS.plusMillis(1));
    here.follow();
    there.follow();

    assertThat(here.isRevoked("s1")).isFalse();
    assertThat(there.isRevoked("s1")).isFalse();
  }

  @Test
  void nobodyCanSayWhatIsRevokedWhenTheLastPassIsTooOld() {
    clock.advance(STALE.minusMillis(1));
    assertThat(here.isRevoked("s1")).isFalse();
    clock.advance(Duration.ofMillis(1));

    AuthException refusal = catchThrowableOfType(AuthException.class, () -> here.isRevoked("s1"));

    assertThat(refusal.error()).isEqualTo(AuthError.UNAVAILABLE);
    here.follow();
    assertThat(here.isRevoked("s1")).isFalse();
  }

  private Revocations node() {
    return new Revocations(new RevocationTable(database, "portcullis_"), MATTERS, STALE, clock);
  }

  /** As ending a session does it. */
  private void revokeHere(String sid) {
    Instant until = here.until();
    testDatabase.execute(
        "INSERT INTO portcullis_revocation (kind, subject, until_at) VALUES ('session', '%s', %d)"
            .formatted(sid, until.toEpochMilli()));
    here.add(sid, until);
  }

  private void insert(long id, String sid) {
    testDatabase.execute(
        "INSERT INTO portcullis_revocation (id, kind, subject, until_at) VALUES (%d, 'session', '%s', %d)"
            .formatted(id, sid, clock.instant().plus(MATTERS).toEpochMilli()));
  }
}
