package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.store.CredentialChange.Succession;
import dev.portcullis.testing.Race;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A password, and what ends with it: all of it or nothing. */
interface CredentialChangeContract extends OnDatabase {
  Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  UserMapping OWN = UserMapping.portcullis("portcullis_");

  private CredentialChange change() {
    PasswordColumn column = new PasswordColumn(database(), OWN, PasswordUpdate.of(OWN));
    return new CredentialChange(database(), column, "portcullis_");
  }

  private SessionTable sessions() {
    return new SessionTable(database(), "portcullis_");
  }

  /** Users 1 and 2 with two sessions and two static tokens each. */
  private UserRow ann() {
    UserTable users = new UserTable(database(), OWN);
    TokenTable tokens = new TokenTable(database(), "portcullis_");
    for (String name : List.of("ann", "bob")) {
      String id = Long.toString(users.insert(name, "old", Optional.empty(), Set.of()));
      for (String one : List.of("1", "2")) {
        sessions().insert(session(name + one, id));
        tokens.insert(
            new TokenRow(
                (name + one).repeat(16), id, "slot" + one, "0".repeat(32), NOW, NOW, "client"));
      }
    }
    return users.findByLogin("ann").orElseThrow();
  }

  private static SessionRow session(String sid, String userId) {
    return new SessionRow(
        sid,
        userId,
        NOW,
        NOW,
        NOW.plusSeconds(60),
        "jti-" + sid,
        Optional.empty(),
        Optional.empty(),
        "",
        "",
        "mark",
        Optional.empty());
  }

  private static CredentialChange.Order order(UserRow user, String sid, String successor) {
    return new CredentialChange.Order(
        user,
        "new-" + successor,
        NOW,
        Optional.of(NOW.plusSeconds(300)),
        Optional.of(new Succession(sid, session(successor, user.id()))),
        Optional.of("ann2".repeat(16)));
  }

  private List<String> live() {
    return testDatabase()
        .column("SELECT sid FROM portcullis_session WHERE ended_at IS NULL ORDER BY sid");
  }

  private List<String> tokenDigests() {
    return testDatabase().column("SELECT digest FROM portcullis_token ORDER BY digest");
  }

  private List<String> passwords() {
    return testDatabase().column("SELECT password FROM portcullis_user ORDER BY username");
  }

  @Test
  default void whatWasForTheOldPasswordEndsAndNothingOfAnybodyElse() {
    UserRow ann = ann();

    assertThat(change().make(order(ann, "ann1", "next")).orElseThrow())
        .containsExactlyInAnyOrder("ann1", "ann2");

    assertThat(passwords()).containsExactly("new-next", "old");
    assertThat(live()).containsExactly("bob1", "bob2", "next");
    assertThat(tokenDigests())
        .containsExactly("ann2".repeat(16), "bob1".repeat(16), "bob2".repeat(16));
    assertThat(testDatabase().column("SELECT subject FROM portcullis_revocation ORDER BY subject"))
        .containsExactly("ann1", "ann2");
  }

  @Test
  default void passwordThatIsAnotherByNowStopsIt() {
    UserRow ann = ann();
    testDatabase().execute("UPDATE portcullis_user SET password = 'other'");

    assertThat(change().make(order(ann, "ann1", "next"))).isEmpty();

    assertThat(live()).hasSize(4);
    assertThat(tokenDigests()).hasSize(4);
    assertThat(passwords()).containsOnly("other");
  }

  @Test
  default void sessionThatHasEndedOrIsAnothersStopsItAndNothingIsDone() {
    UserRow ann = ann();
    sessions().end("ann1", NOW);

    assertThat(change().make(order(ann, "ann1", "next"))).isEmpty();
    assertThat(change().make(order(ann, "bob1", "next"))).isEmpty();

    assertThat(live()).containsExactly("ann2", "bob1", "bob2");
    assertThat(tokenDigests()).hasSize(4);
    assertThat(passwords()).containsOnly("old");
    assertThat(testDatabase().column("SELECT subject FROM portcullis_revocation")).isEmpty();
  }

  @Test
  default void ofManyChangesAtOnceOneIsMade() {
    UserRow ann = ann();

    long winners =
        Race.winners(
            6,
            i -> change().make(order(ann, i % 2 == 0 ? "ann1" : "ann2", "next" + i)).isPresent());

    assertThat(winners).isEqualTo(1);
    assertThat(live()).hasSize(3).contains("bob1", "bob2");
    assertThat(passwords().get(0)).isEqualTo("new-" + live().get(2));
  }
}
