package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.portcullis.testing.DjangoTables;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.ProbeFilter;
import dev.portcullis.testing.TestDatabase;
import jakarta.servlet.DispatcherType;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.UUID;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.Name;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import javax.sql.DataSource;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong configuration stops the deployment with one message that tells how to mend it. */
class WrongConfigurationIT {
  private final TestDatabase database = TestDatabase.h2();

  @Test
  void unknownNameIsToldWithTheNearestOne() {
    assertThat(messageWith(Map.of("refesh-lifetime", "1d")))
        .isEqualTo(
            """
            Portcullis: 1 configuration error(s):
              - refesh-lifetime (context-param): no such parameter; did you mean refresh-lifetime?""");
  }

  @Test
  void twoMistakesAreToldTogether() {
    assertThat(messageWith(Map.of("access-lifetime", "5 minutes", "refesh-lifetime", "1d")))
        .isEqualTo(
            """
            Portcullis: 2 configuration error(s):
              - access-lifetime = "5 minutes" (context-param): want a duration such as 5m or PT5M, at least 1s and at most 365d
              - refesh-lifetime (context-param): no such parameter; did you mean refresh-lifetime?""");
  }

  @Test
  void shortSecretIsNotShown() {
    assertThat(messageWith(Map.of("jwt-secret", "changeme"))).doesNotContain("changeme");
  }

  @Test
  void missingTablesOfOursAreToldWhenTheyMayNotBeMade() {
    assertThat(messageWith(Map.of("schema", "validate")))
        .startsWith("Portcullis: ")
        .contains("table portcullis_session is missing; run schema=create or the statements of");
  }

  /** Its message once was a stack trace. */
  @ParameterizedTest
  @ValueSource(strings = {"Portcullis_", "app.", "a-b", "1st_"})
  void prefixThatNoTableCanHaveIsTold(String prefix) {
    assertThat(messageWith(Map.of("table-prefix", prefix)))
        .contains(
            "table-prefix = \"" + prefix + "\" (context-param): want at most 32 of a-z, 0-9 and _");
  }

  /** Its user 1 would be let in by the tokens of the other's user 1. */
  @Test
  void applicationWithOtherUsersMayNotShareTheTables() throws Exception {
    database.execute("CREATE TABLE people (id INT PRIMARY KEY, username VARCHAR(9), password INT)");
    Map<String, String> own = new HashMap<>(database.parameters());
    new JettyApps().add("/app", own).start().close();

    assertThat(messageWith(Map.of("users", "custom", "users-table", "people")))
        .isEqualTo(
            """
            Portcullis: 1 configuration error(s):
              - table-prefix = "portcullis_": our tables of that name hold tokens of the users in column id of table portcullis_user, not of those in column id of table people; set another table-prefix, or if they are the same users with the same ids, delete the row "portcullis_users" of portcullis_signing_key""");

    own.putAll(Map.of("users", "custom", "users-table", "people", "table-prefix", "people_"));
    new JettyApps().add("/app", own).start().close();
  }

  @Test
  void missingUsersTableIsTold() {
    assertThat(messageWith(Map.of("users", "custom", "users-table", "people")))
        .isEqualTo(
            """
            Portcullis: 1 configuration error(s):
              - table people is missing or may not be read; correct users-table or grant SELECT on it""");
  }

  @Test
  void missingColumnsAreToldTogether() {
    database.execute("CREATE TABLE people (id INT PRIMARY KEY, username VARCHAR(10))");

    assertThat(
            messageWith(Map.of("users", "custom", "users-table", "people", "email-column", "mail")))
        .isEqualTo(
            """
            Portcullis: 2 configuration error(s):
              - table people has no column mail that may be read; correct email-column
              - table people has no column password that may be read; correct password-column""");
  }

  @Test
  void tablesThatAPresetExpectsAreTold() {
    assertThat(messageWith(Map.of("users", "tomcat", "roles-table", "grants")))
        .isEqualTo(
            """
            Portcullis: 2 configuration error(s):
              - table users is missing or may not be read; correct users-table or grant SELECT on it
              - table grants is missing or may not be read; correct roles-table or grant SELECT on it""");
  }

  @Test
  void columnsThatAPresetExpectsAreTold() {
    database.execute(
        "CREATE TABLE users (user_name VARCHAR(9), user_pass VARCHAR(9))",
        "CREATE TABLE user_roles (user_name VARCHAR(9), rolename VARCHAR(9))");

    assertThat(messageWith(Map.of("users", "tomcat", "active-column", "enabled")))
        .isEqualTo(
            """
            Portcullis: 2 configuration error(s):
              - table users has no column enabled that may be read; correct active-column
              - table user_roles has no column role_name that may be read; correct roles-role-column""");
  }

  @Test
  void columnsOfTheWrongKindAreToldTogether() {
    database.execute(
        "CREATE TABLE people (id DOUBLE PRECISION, username VARCHAR(9), password VARCHAR(9),"
            + " until VARCHAR(9))");

    assertThat(
            messageWith(
                Map.of("users", "custom", "users-table", "people", "expires-at-column", "until")))
        .isEqualTo(
            """
            Portcullis: 2 configuration error(s):
              - column id of table people is neither whole number nor text nor UUID nor bytes; correct id-column
              - column until of table people is neither a moment nor a day nor a number of seconds; correct expires-at-column""");
  }

  @Test
  void ownQueryWithoutALabelIsTold() {
    database.execute("CREATE TABLE people (id INT, name VARCHAR(9), pw VARCHAR(9))");

    assertThat(
            messageWith(
                Map.of(
                    "users", "custom",
                    "users-query", "SELECT id, name AS username, pw FROM people WHERE name = ?",
                    "users-by-id-query",
                        "SELECT id, name AS username, pw AS password FROM people WHERE id = ?")))
        .isEqualTo(
            """
            Portcullis: 1 configuration error(s):
              - users-query has no column labelled password; name one so, with AS password""");
  }

  @Test
  void ownQueryWithTwoPlacesIsTold() {
    String query = "SELECT * FROM people WHERE name = ? OR email = ?";

    assertThat(
            messageWith(
                Map.of("users", "custom", "users-query", query, "users-by-id-query", query)))
        .isEqualTo(
            """
            Portcullis: 1 configuration error(s):
              - users: users-query = "SELECT * FROM people WHERE name = ? OR email = ?" has 2 ?: want one, for what was typed""");
  }

  @Test
  void unreachableDatabaseIsTold() {
    assertThat(
            messageOf(Map.of("jdbc-url", "jdbc:mysql://127.0.0.1:1/app?user=app&password=geheim")))
        .startsWith(
            "Portcullis: 1 configuration error(s):\n  - jdbc-url ="
                + " \"jdbc:mysql://127.0.0.1:1/app?****\": the database does not answer: ")
        .doesNotContain("geheim");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://127.0.0.1:1/%zz?user=app&password=geheim",
        "jdbc:mysql://(host=127.0.0.1,port=1,user=app,password=geheim)/app",
        "jdbc:mysql://app:geheim@127.0.0.1:1:1/app",
        "jdbc:h2:tcp://127.0.0.1:1/a;USER=app;PASSWORD=geheim;NONSENSE",
        "jdbc:h2:nonsense:?password=geheim"
      })
  void urlThatTheDriverRefusesIsToldWithoutItsPassword(String url) {
    assertThat(messageOf(Map.of("jdbc-url", url)))
        .startsWith("Portcullis: 1 configuration error(s):\n  - jdbc-url = ")
        .doesNotContain("geheim");
  }

  @Test
  void unknownDataSourceIsTold() {
    assertThat(messageOf(Map.of("data-source", "jdbc/app")))
        .isEqualTo(
            """
            Portcullis: 1 configuration error(s):
              - data-source = "jdbc/app": no data source is bound as java:comp/env/jdbc/app or jdbc/app""");
  }

  @Test
  @SuppressWarnings("BanJNDI") // The names are our own.
  void dataSourceThatCannotBeMadeIsToldWithTheCause() throws Exception {
    Context root = new InitialContext();
    String name = "ds" + UUID.randomUUID().toString().substring(0, 8);
    root.bind(name, new Reference(DataSource.class.getName(), Broken.class.getName(), null));
    root.bind(name + "-text", "no data source");

    assertThat(messageOf(Map.of("data-source", name)))
        .isEqualTo(
            """
            Portcullis: 1 configuration error(s):
              - data-source = "%1$s": the container cannot give that data source: no driver for jdbc:x?password=****"""
                .formatted(name));
    assertThat(messageOf(Map.of("data-source", name + "-text")))
        .endsWith(": %s-text is bound to a java.lang.String, no data source".formatted(name));
    root.unbind(name);
    root.unbind(name + "-text");
  }

  /** Makes what cannot be made, as a pool whose driver is missing. */
  public static final class Broken implements ObjectFactory {
    @Override
    public Object getObjectInstance(
        Object reference, Name name, Context context, Hashtable<?, ?> environment)
        throws Exception {
      throw new SQLException("no driver for jdbc:x?password=geheim");
    }
  }

  @Test
  void filterOfTheApplicationWithOurNameIsTold() {
    try (JettyApps apps =
        new JettyApps()
            .add(
                "/app",
                database.parameters(),
                app -> {
                  FilterHolder foreign = new FilterHolder(ProbeFilter.class);
                  foreign.setName("portcullis");
                  foreign.setInitParameter("encoding", "UTF-8");
                  app.addFilter(foreign, "/*", EnumSet.of(DispatcherType.REQUEST));
                })) {
      assertThat(catchThrowable(apps::start))
          .hasMessage(
              """
              Portcullis: 1 configuration error(s):
                - the filter named portcullis is a dev.portcullis.testing.ProbeFilter; that name is ours, give it another""");
    }
  }

  @Test
  void jarAboveTheApplicationsSaysHowToLeaveOneAlone() throws Exception {
    Map<String, String> parameters = new HashMap<>();
    try (URLClassLoader ofTheApplication =
            new URLClassLoader(new URL[0], getClass().getClassLoader());
        JettyApps apps =
            new JettyApps().add("/app", parameters, app -> app.setClassLoader(ofTheApplication))) {
      assertThat(catchThrowable(apps::start))
          .hasMessage(
              """
              Portcullis: 1 configuration error(s):
                - data-source: neither it nor jdbc-url is given; want one of them
              Its jar lies above the application, in a class loader of the server, and so guards every application there; in one that it shall leave alone, set the context-param portcullis.enabled to false.""");
    }
  }

  @Test
  void absentDriverIsTold() {
    assertThat(messageOf(Map.of("jdbc-url", "jdbc:mariadb://127.0.0.1/app")))
        .isEqualTo(
            """
            Portcullis: 1 configuration error(s):
              - jdbc-url = "jdbc:mariadb://127.0.0.1/app": JDBC driver org.mariadb.jdbc.Driver cannot be loaded: put its jar into WEB-INF/lib or the container's lib folder""");
  }

  @Test
  void contradictingValuesAreTold() {
    assertThat(messageWith(Map.of("schemes", "Token", "login", "jwt")))
        .contains("login = \"jwt\" (context-param)");
  }

  @Test
  void unknownPasswordEncodingIsTold() {
    assertThat(messageWith(Map.of("password-encoding", "md5")))
        .startsWith("Portcullis: 1 configuration error(s):\n  - password-encoding: ");
  }

  @Test
  void unknownPasswordFormatAndStatementAreTold() {
    assertThat(
            messageWith(
                Map.of(
                    "users", "custom",
                    "users-table", "people",
                    "password-format", "crc32",
                    "password-upgrade", "true",
                    "users-update-password", "UPDATE people SET pw = :new")))
        .isEqualTo(
            """
            Portcullis: 2 configuration error(s):
              - password-format: "crc32": "crc32" is none of plain, md5, sha1, sha224, sha256, sha384, sha512; such as sha256(salt+password)*1000
              - users-update-password: "UPDATE people SET pw = :new": want :new, :id and :old, or three ? in that order""");
  }

  @Test
  void columnTooShortForAnUpgradeIsTold() {
    database.execute(
        "CREATE TABLE people (id INT PRIMARY KEY, username VARCHAR(10), password VARCHAR(64))");
    Map<String, String> parameters =
        new HashMap<>(Map.of("users", "custom", "users-table", "people"));

    parameters.put("password-encoding", "bcrypt$10");
    parameters.put("password-upgrade", "true");
    parameters.put("password-pepper", "0123456789abcdef0123456789abcdef");

    assertThat(messageWith(parameters))
        .isEqualTo(
            """
            Portcullis: 1 configuration error(s):
              - column password of table people takes 64 characters, and password-upgrade stores 68; widen it, or set password-upgrade=false""");
  }

  @Test
  void columnTooShortForAChangeIsTold() {
    database.execute(
        "CREATE TABLE people (id INT PRIMARY KEY, username VARCHAR(10), password VARCHAR(64))");

    assertThat(
            messageWith(
                Map.of("users", "custom", "users-table", "people", "password-change", "true")))
        .isEqualTo(
            """
            Portcullis: 1 configuration error(s):
              - column password of table people takes 64 characters, and password-change stores 88; widen it, or set password-change=false""");
  }

  @Test
  void missingMigrationsOfDjangoAreToldForTheSchemesThatWantThem() throws Exception {
    database.execute(
        Arrays.stream(DjangoTables.schema(database))
            .filter(statement -> !statement.contains("token"))
            .toArray(String[]::new));
    Map<String, String> parameters =
        new HashMap<>(Map.of("users", "django", "jwt-secret", "0123456789abcdef0123456789abcdef"));
    String missing = "  - table %s is missing or may not be read; put %s into INSTALLED_APPS";

    assertThat(messageWith(parameters))
        .contains(
            "3 configuration error(s)",
            missing.formatted("authtoken_token", "rest_framework.authtoken"),
            missing.formatted(
                "token_blacklist_outstandingtoken", "rest_framework_simplejwt.token_blacklist"),
            missing.formatted(
                "token_blacklist_blacklistedtoken", "rest_framework_simplejwt.token_blacklist"))
        .doesNotContain("0123456789abcdef");
    parameters.put("schemes", "Bearer");
    assertThat(messageWith(parameters)).contains("2 configuration error(s)");
    parameters.put("schemes", "Token, Bearer");
    parameters.put("token-store", "portcullis");
    parameters.remove("jwt-secret");
    parameters.putAll(database.parameters());
    try (JettyApps apps = new JettyApps().add("/app", parameters)) {
      apps.start();
    }
  }

  private String messageWith(Map<String, String> parameters) {
    Map<String, String> all = new HashMap<>(database.parameters());
    all.putAll(parameters);
    return messageOf(all);
  }

  private static String messageOf(Map<String, String> parameters) {
    try (JettyApps apps = new JettyApps().add("/app", parameters)) {
      Throwable failure = catchThrowable(apps::start);
      assertThat(failure).as("The deployment fails").isNotNull();
      return failure.getMessage();
    }
  }
}
