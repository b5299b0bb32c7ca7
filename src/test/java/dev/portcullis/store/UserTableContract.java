package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.StoreException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

interface UserTableContract extends OnDatabase {
  UserState CLOSED = new UserState(false, Optional.empty(), Optional.empty());

  private static UserRow user(
      String id, String username, String password, UserState state, Set<String> roles) {
    return new UserRow(id, username, password, Optional.empty(), Optional.empty(), state, roles);
  }

  private UserTable own() {
    return new UserTable(database(), UserMapping.portcullis("portcullis_"));
  }

  private UserTable legacy(String idType) {
    testDatabase()
        .execute(
            """
            CREATE TABLE accounts (
              code %s NOT NULL, login VARCHAR(80), pw VARCHAR(200), state CHAR(1),
              groupnames VARCHAR(200))
            """
                .formatted(idType));
    return new UserTable(
        database(),
        new Mapped("accounts")
            .id("code")
            .username("login")
            .password("pw")
            .active("state")
            .roles("groupnames")
            .mapping());
  }

  @Test
  default void ownUserIsFoundByNameAndIdAsMade() {
    long id = own().insert("mamun", "{hash}", Optional.of("m@example.org"), Set.of("admin", "ops"));

    UserRow user =
        new UserRow(
            Long.toString(id),
            "mamun",
            "{hash}",
            Optional.empty(),
            Optional.of("m@example.org"),
            UserState.OPEN,
            Set.of("ops", "admin"));
    assertThat(own().problems()).isEmpty();
    assertThat(own().idsAreNumbers()).isTrue();
    assertThat(own().findByLogin("mamun")).contains(user);
    assertThat(own().findById(Long.toString(id))).contains(user);
  }

  @Test
  default void ownUserWithoutEmailAndRolesHasNone() {
    long id = own().insert("mamun", "{hash}", Optional.empty(), Set.of());

    assertThat(own().findById(Long.toString(id)))
        .contains(
            new UserRow(
                Long.toString(id),
                "mamun",
                "{hash}",
                Optional.empty(),
                Optional.empty(),
                UserState.OPEN,
                Set.of()));
  }

  @Test
  default void nameThatIsTakenIsRefusedAndLeavesNoRole() {
    own().insert("mamun", "{hash}", Optional.empty(), Set.of());

    assertThatThrownBy(() -> own().insert("mamun", "{other}", Optional.empty(), Set.of("admin")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this username is taken");
    assertThat(own().findByLogin("mamun").orElseThrow().roles()).isEmpty();
  }

  @Test
  default void userWhoseRoleDoesNotFitIsNotMade() {
    assertThatThrownBy(
            () -> own().insert("mamun", "{hash}", Optional.empty(), Set.of("r".repeat(101))))
        .isInstanceOf(StoreException.class)
        .hasMessage("making a user");
    assertThat(own().findByLogin("mamun")).isEmpty();
  }

  @Test
  default void deactivatedUserIsFoundInactive() {
    own().insert("mamun", "{hash}", Optional.empty(), Set.of());
    testDatabase().execute("UPDATE portcullis_user SET active = FALSE");

    assertThat(own().findByLogin("mamun").orElseThrow().state().active()).isFalse();
  }

  @Test
  default void namesThatOnlyLookAlikeAreNobody() {
    own().insert("mamun", "{hash}", Optional.empty(), Set.of());

    assertThat(own().findByLogin("MAMUN")).isEmpty();
    assertThat(own().findByLogin("mamún")).isEmpty();
    assertThat(own().findByLogin("mamun ")).isEmpty();
    assertThat(own().findByLogin("' OR '1'='1")).isEmpty();
    assertThat(own().findByLogin("")).isEmpty();
    assertThat(own().findByLogin("\uD83D\uDE00")).isEmpty();
  }

  @Test
  default void idThatIsNotSpelledAsStoredIsNobody() {
    long id = own().insert("mamun", "{hash}", Optional.empty(), Set.of());

    assertThat(own().findById("0" + id)).isEmpty();
    assertThat(own().findById("+" + id)).isEmpty();
    assertThat(own().findById(id + "abc")).isEmpty();
    assertThat(own().findById("99999999999999999999")).isEmpty();
    assertThat(own().findById("")).isEmpty();
  }

  @Test
  default void legacyUsersWithTextIdsAndRolesInAColumnAreFound() {
    UserTable users = legacy("VARCHAR(36)");
    testDatabase()
        .execute("INSERT INTO accounts VALUES ('u-1', 'Ann', 'hash', 'Y', ' admin,, ops ,')");

    assertThat(users.problems()).isEmpty();
    assertThat(users.idsAreNumbers()).isFalse();
    assertThat(users.findById("u-1"))
        .contains(user("u-1", "Ann", "hash", UserState.OPEN, Set.of("admin", "ops")));
    assertThat(users.findById("U-1")).isEmpty();
  }

  @Test
  default void flagsAreReadLenientlyAndNothingIsNo() {
    UserTable users = legacy("INTEGER");
    testDatabase()
        .execute(
            "INSERT INTO accounts VALUES (1, 'a', 'x', 'Y', '')",
            "INSERT INTO accounts VALUES (2, 'b', 'x', 't', NULL)",
            "INSERT INTO accounts VALUES (3, 'c', 'x', '1', NULL)",
            "INSERT INTO accounts VALUES (4, 'd', 'x', 'N', NULL)",
            "INSERT INTO accounts VALUES (5, 'e', 'x', '0', NULL)",
            "INSERT INTO accounts VALUES (6, 'f', NULL, NULL, NULL)");

    assertThat(users.findById("1").orElseThrow().state().active()).isTrue();
    assertThat(users.findById("2").orElseThrow().state().active()).isTrue();
    assertThat(users.findById("3").orElseThrow().state().active()).isTrue();
    assertThat(users.findById("4").orElseThrow().state().active()).isFalse();
    assertThat(users.findById("5").orElseThrow().state().active()).isFalse();
    assertThat(users.findById("6")).contains(user("6", "f", "", CLOSED, Set.of()));
  }

  @Test
  default void userWhomTwoRowsHaveIsNobody() {
    UserTable users = legacy("INTEGER");
    testDatabase()
        .execute(
            "INSERT INTO accounts VALUES (1, 'ann', 'x', 'Y', '')",
            "INSERT INTO accounts VALUES (2, 'ann', 'y', 'Y', '')");

    assertThat(users.findByLogin("ann")).isEmpty();
    assertThat(users.findById("1")).isPresent();
  }

  @Test
  default void columnsThatAreNotThereAreNamedWithTheirMend() {
    legacy("INTEGER");
    UserMapping wrong = new Mapped("accounts").username("login").email("current_user").mapping();

    assertThat(new UserTable(database(), wrong).problems())
        .containsExactly(
            "table accounts has no column current_user that may be read; correct email-column",
            "table accounts has no column id that may be read; correct id-column",
            "table accounts has no column password that may be read; correct password-column");
  }

  @Test
  default void idThatIsADateAndQueryThatIsRefusedAreProblems() {
    legacy("DATE");
    UserMapping dated =
        new Mapped("accounts").id("code").username("login").password("pw").mapping();
    UserMapping refused =
        new Mapped("accounts")
            .id("login")
            .username("login")
            .password("pw")
            .roles(new RolesQuery("SELECT r FROM roles WHERE u = ?"))
            .mapping();

    assertThat(new UserTable(database(), dated).problems())
        .containsExactly(
            "column code of table accounts is neither whole number nor text nor UUID nor bytes;"
                + " correct id-column");
    assertThat(new UserTable(database(), refused).problems())
        .containsExactly(
            "roles-query \"SELECT r FROM roles WHERE u = ?\" is refused by the database;"
                + " correct it, with ? for the id in table accounts");
  }

  @Test
  default void usersOfTheApplicationAreNotMadeHere() {
    UserTable users = legacy("INTEGER");

    assertThatThrownBy(() -> users.insert("ann", "x", Optional.empty(), Set.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("users of table accounts are the application's: make them there");
  }
}
