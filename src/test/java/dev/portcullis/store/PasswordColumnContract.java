package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

interface PasswordColumnContract extends OnDatabase {
  private static UserMapping members(String passwordColumn) {
    return UserMapping.of(
        new UserColumns(
            new SqlName("members"),
            new SqlName("id"),
            new SqlName("login"),
            new SqlName(passwordColumn),
            List.of(new SqlName("login")),
            new UserColumns.OptionalColumns(
                Optional.of(new SqlName("salt")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            Map.of()));
  }

  private UserTable users() {
    testDatabase()
        .execute(
            "CREATE TABLE members (id INT PRIMARY KEY, login VARCHAR(20), pw VARCHAR(32), salt"
                + " VARCHAR(20), notes VARCHAR(100))",
            "INSERT INTO members VALUES (1, 'ann', 'old', 's4lt', '')",
            "INSERT INTO members VALUES (2, 'bob', 'old', NULL, '')");
    return new UserTable(database(), members("pw"));
  }

  private PasswordColumn column() {
    return new PasswordColumn(database(), members("pw"), PasswordUpdate.of(members("pw")));
  }

  private PasswordColumn column(String statement) {
    return new PasswordColumn(database(), members("pw"), PasswordUpdate.parse(statement));
  }

  @Test
  default void saltIsReadFromItsColumn() {
    UserTable users = users();

    assertThat(users.problems()).isEmpty();
    assertThat(users.findByLogin("ann").orElseThrow().salt()).contains("s4lt");
    assertThat(users.findByLogin("bob").orElseThrow().salt()).isEmpty();
    assertThat(users.findByLogin("ann").orElseThrow().roles()).isEqualTo(Set.of());
  }

  @Test
  default void storedPasswordIsReplacedForThatUserAlone() {
    UserRow ann = users().findByLogin("ann").orElseThrow();

    assertThat(column().replace(ann, "new")).isTrue();

    assertThat(testDatabase().column("SELECT pw FROM members ORDER BY id"))
        .containsExactly("new", "old");
  }

  @Test
  default void passwordThatWasChangedMeanwhileStays() {
    UserRow ann = users().findByLogin("ann").orElseThrow();
    testDatabase().execute("UPDATE members SET pw = 'changed' WHERE id = 1");

    assertThat(column().replace(ann, "new")).isFalse();

    assertThat(testDatabase().column("SELECT pw FROM members WHERE id = 1"))
        .containsExactly("changed");
  }

  @Test
  default void sessionsOfTheUserLearnTheMarkOfThePasswordThatIsStoredAnew() {
    UserRow ann = users().findByLogin("ann").orElseThrow();
    SessionTable sessions = new SessionTable(database(), "portcullis_");
    sessions.insert(session("s1", "1", "mark"));
    sessions.insert(session("s2", "1", "older"));
    sessions.insert(session("s3", "2", "mark"));

    assertThat(sessions.replacePassword(column(), ann, "new", "mark", "next")).isTrue();
    assertThat(sessions.replacePassword(column(), ann, "newer", "next", "last")).isFalse();

    assertThat(testDatabase().column("SELECT password_mark FROM portcullis_session ORDER BY sid"))
        .containsExactly("next", "older", "mark");
    assertThat(testDatabase().column("SELECT pw FROM members ORDER BY id"))
        .containsExactly("new", "old");
  }

  private static SessionRow session(String sid, String userId, String mark) {
    Instant now = Instant.ofEpochSecond(1_800_000_000);
    return new SessionRow(
        sid,
        userId,
        now,
        now,
        now.plusSeconds(60),
        "jti-" + sid,
        Optional.empty(),
        Optional.empty(),
        "",
        "",
        mark,
        Optional.empty());
  }

  @Test
  default void ownStatementMayDoMore() {
    UserRow ann = users().findByLogin("ann").orElseThrow();
    PasswordColumn own =
        column(
            "UPDATE members SET notes = 'was :old', pw = :new WHERE pw = :old AND id = :id AND pw ="
                + " :old");

    assertThat(own.problems("password-upgrade", 32)).isEmpty();
    assertThat(own.replace(ann, "new")).isTrue();

    assertThat(testDatabase().column("SELECT pw FROM members ORDER BY id"))
        .containsExactly("new", "old");
    assertThat(testDatabase().column("SELECT notes FROM members WHERE id = 1"))
        .containsExactly("was :old");
  }

  @Test
  default void columnIsWideEnoughToTheLastCharacter() {
    users();

    assertThat(column().problems("password-upgrade", 32)).isEmpty();
    assertThat(column().problems("password-upgrade", 33))
        .containsExactly(
            "column pw of table members takes 32 characters, and password-upgrade stores 33; widen"
                + " it, or set password-upgrade=false");
  }

  @Test
  default void statementThatTheDatabaseRefusesIsAProblem() {
    users();

    assertThat(
            column("UPDATE members SET pww = ? WHERE id = ? AND pw = ?")
                .problems("password-upgrade", 32))
        .containsExactly(
            "password-upgrade: the database refuses \"UPDATE members SET pww = ? WHERE id = ? AND"
                + " pw = ?\"; correct it or grant UPDATE");
  }

  @Test
  default void lookingOverChangesNothing() {
    users();

    // Whatever it is given: a careless statement that meets every row is rolled back.
    assertThat(
            column("UPDATE members SET pw = :new WHERE :id = :id OR :old = :old")
                .problems("password-upgrade", 32))
        .isEmpty();

    assertThat(testDatabase().column("SELECT pw FROM members")).containsOnly("old");
  }

  @Test
  default void valueThatDoesNotFitIsTroubleOfTheDatabase() {
    UserRow ann = users().findByLogin("ann").orElseThrow();

    assertThatThrownBy(() -> column().replace(ann, "x".repeat(33)))
        .isInstanceOf(StoreException.class)
        .hasMessage("storing a password anew");
  }

  @Test
  default void ownTableIsWideEnoughForWhateverIsEncoded() {
    UserMapping own = UserMapping.portcullis("portcullis_");

    assertThat(
            new PasswordColumn(database(), own, PasswordUpdate.of(own))
                .problems("password-upgrade", 255))
        .isEmpty();
  }
}
