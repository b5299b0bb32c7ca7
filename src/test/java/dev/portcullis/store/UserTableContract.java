package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.StoreException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

interface UserTableContract extends OnDatabase {
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
        new UserMapping(
            new SqlName("accounts"),
            new SqlName("code"),
            new SqlName("login"),
            new SqlName("pw"),
            Optional.empty(),
            Optional.of(new SqlName("state")),
            Optional.empty(),
            Optional.of(new SqlName("groupnames"))));
  }

  @Test
  default void ownUserIsFoundByNameAndIdAsMade() {
    long id = own().insert("mamun", "{hash}", Optional.of("m@example.org"), Set.of("admin", "ops"));

    UserRow user =
        new UserRow(
            Long.toString(id),
            "mamun",
            "{hash}",
            Optional.of("m@example.org"),
            true,
            Set.of("ops", "admin"));
    assertThat(own().problems()).isEmpty();
    assertThat(own().idsAreNumbers()).isTrue();
    assertThat(own().findByUsername("mamun")).contains(user);
    assertThat(own().findById(Long.toString(id))).contains(user);
  }

  @Test
  default void ownUserWithoutEmailAndRolesHasNone() {
    long id = own().insert("mamun", "{hash}", Optional.empty(), Set.of());

    assertThat(own().findById(Long.toString(id)))
        .contains(
            new UserRow(Long.toString(id), "mamun", "{hash}", Optional.empty(), true, Set.of()));
  }

  @Test
  default void nameThatIsTakenIsRefusedAndLeavesNoRole() {
    own().insert("mamun", "{hash}", Optional.empty(), Set.of());

    assertThatThrownBy(() -> own().insert("mamun", "{other}", Optional.empty(), Set.of("admin")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this username is taken");
    assertThat(own().findByUsername("mamun").orElseThrow().roles()).isEmpty();
  }

  @Test
  default void userWhoseRoleDoesNotFitIsNotMade() {
    assertThatThrownBy(
            () -> own().insert("mamun", "{hash}", Optional.empty(), Set.of("r".repeat(101))))
        .isInstanceOf(StoreException.class)
        .hasMessage("making a user");
    assertThat(own().findByUsername("mamun")).isEmpty();
  }

  @Test
  default void deactivatedUserIsFoundInactive() {
    own().insert("mamun", "{hash}", Optional.empty(), Set.of());
    testDatabase().execute("UPDATE portcullis_user SET active = FALSE");

    assertThat(own().findByUsername("mamun").orElseThrow().active()).isFalse();
  }

  @Test
  default void namesThatOnlyLookAlikeAreNobody() {
    own().insert("mamun", "{hash}", Optional.empty(), Set.of());

    assertThat(own().findByUsername("MAMUN")).isEmpty();
    assertThat(own().findByUsername("mamún")).isEmpty();
    assertThat(own().findByUsername("mamun ")).isEmpty();
    assertThat(own().findByUsername("' OR '1'='1")).isEmpty();
    assertThat(own().findByUsername("")).isEmpty();
    assertThat(own().findByUsername("\uD83D\uDE00")).isEmpty();
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
        .contains(
            new UserRow("u-1", "Ann", "hash", Optional.empty(), true, Set.of("admin", "ops")));
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

    assertThat(users.findById("1").orElseThrow().active()).isTrue();
    assertThat(users.findById("2").orElseThrow().active()).isTrue();
    assertThat(users.findById("3").orElseThrow().active()).isTrue();
    assertThat(users.findById("4").orElseThrow().active()).isFalse();
    assertThat(users.findById("5").orElseThrow().active()).isFalse();
    assertThat(users.findById("6"))
        .contains(new UserRow("6", "f", "", Optional.empty(), false, Set.of()));
  }

  @Test
  default void userWhomTwoRowsHaveIsNobody() {
    UserTable users = legacy("INTEGER");
    testDatabase()
        .execute(
            "INSERT INTO accounts VALUES (1, 'ann', 'x', 'Y', '')",
            "INSERT INTO accounts VALUES (2, 'ann', 'y', 'Y', '')");

    assertThat(users.findByUsername("ann")).isEmpty();
    assertThat(users.findById("1")).isPresent();
  }

  @Test
  default void columnsThatAreNotThereAreNamedWithTheirMend() {
    legacy("INTEGER");
    UserMapping wrong =
        new UserMapping(
            new SqlName("accounts"),
            new SqlName("id"),
            new SqlName("login"),
            new SqlName("password"),
            Optional.of(new SqlName("current_user")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(new UserTable(database(), wrong).problems())
        .containsExactly(
            "table accounts has no column current_user that may be read; correct email-column",
            "table accounts has no column id that may be read; correct id-column",
            "table accounts has no column password that may be read; correct password-column");
  }

  @Test
  default void idThatIsADateAndQueryThatIsRefusedAreProblems() {
    legacy("DATE");
    UserMapping dated = mapping("code", Optional.empty());
    UserMapping refused = mapping("login", Optional.of("SELECT r FROM roles WHERE u = ?"));

    assertThat(new UserTable(database(), dated).problems())
        .containsExactly(
            "column code of table accounts is neither whole number nor text nor UUID;"
                + " correct id-column");
    assertThat(new UserTable(database(), refused).problems())
        .containsExactly(
            "roles-query \"SELECT r FROM roles WHERE u = ?\" is refused by the database;"
                + " correct it, with ? for login of table accounts");
  }

  private static UserMapping mapping(String idColumn, Optional<String> rolesQuery) {
    return new UserMapping(
        new SqlName("accounts"),
        new SqlName(idColumn),
        new SqlName("login"),
        new SqlName("pw"),
        Optional.empty(),
        Optional.empty(),
        rolesQuery,
        Optional.empty());
  }

  @Test
  default void usersOfTheApplicationAreNotMadeHere() {
    UserTable users = legacy("INTEGER");

    assertThatThrownBy(() -> users.insert("ann", "x", Optional.empty(), Set.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("users of table accounts are the application's: make them there");
  }
}
