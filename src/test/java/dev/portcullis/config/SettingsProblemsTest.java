package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsProblemsTest {
  private static final References NOTHING = (origin, name) -> Optional.empty();
  private static final String BY_NAME = "SELECT * FROM people WHERE name = ?";
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '!',
      value = {
        "enabled ! TRUE ! want true or false",
        "mode ! log ! want enforce or report",
        "base-path ! auth ! want a path such as /auth, without a slash at its end, or / alone",
        "base-path ! /auth/ ! want a path such as /auth, without a slash at its end, or / alone",
        "base-path ! /auth/* ! want a path such as /auth, without a slash at its end, or / alone",
        "base-path ! *.auth ! want a path such as /auth, without a slash at its end, or / alone",
        "schemes ! Basic ! want Token, Bearer or both, each once",
        "schemes ! '' ! want Token, Bearer or both, each once",
        "schemes ! Token,token ! want each item once",
        "login ! JWT ! want jwt or token",
        "rules ! /a** permit ! \"/a**\" is no servlet URL pattern; want /path, /path/*,"
            + " *.extension, / or /* (no ** and no other *, no regular expression)",
        "token-sources ! cookie:x ! want header:NAME, query:NAME or body:NAME",
        "token-sources ! query: ! want header:NAME, query:NAME or body:NAME",
        "token-sources ! query:a b ! want header:NAME, query:NAME or body:NAME",
        "token-sources ! header:AUTHORIZATION ! want a header other than AUTHORIZATION",
        "profile ! id,phone ! want id or roles",
        "principal-name ! name ! want username or id or email",
        "session-attribute ! '' ! want a text that is not empty",
        "check-dispatch ! yes ! want true or false",
        "schema ! update ! want create or validate or none",
        "table-prefix ! a;b ! want at most 32 of a-z, 0-9 and _, such as app_",
        "users ! ldap ! want portcullis or custom or django or spring or spring-groups or tomcat or"
            + " shiro",
        "password-encoding ! a b ! want a format with its cost, such as pbkdf2_sha256$600000",
        "jwt-algorithm ! none ! want HS256 or HS384 or HS512 or RS256 or RS384 or RS512 or PS256 or"
            + " PS384 or PS512 or ES256 or ES384 or ES512 or EdDSA",
        "jwt-typ ! at ! want JWT or at+jwt",
        "jwt-keys ! a.pem,a.pem ! want each item once",
        "jwt-key-rotation ! 59m ! want a duration such as 5m or PT5M, at least 1h and at most"
            + " 3650d",
        "jwt-trusted-issuers ! https://a.example ! want ISSUER FILE or ISSUER https://..., one a"
            + " line",
        "jwt-trusted-issuers ! a b c ! want ISSUER FILE or ISSUER https://..., one a line",
        "jwt-trusted-issuers ! a x.json,a y.json ! want each issuer once",
        "jwt-trusted-issuers ! a http://a.example/k ! want an https URL, or http to localhost,"
            + " without user and fragment",
        "jwt-trusted-issuers ! a https://u@a.example/k ! want an https URL, or http to localhost,"
            + " without user and fragment",
        "jwt-trusted-issuers ! a http://127.0.0.1.a.example/k ! want an https URL, or http to"
            + " localhost, without user and fragment",
        "jwt-trusted-issuers ! a ftp://localhost/k ! want an https URL, or http to localhost,"
            + " without user and fragment",
        "access-lifetime ! 5 minutes ! want a duration such as 5m or PT5M, at least 1s and at most"
            + " 365d",
        "refresh-grace ! 11m ! want a duration such as 5m or PT5M, at least 0s and at most 10m",
        "jwt-leeway ! -1s ! want a duration such as 5m or PT5M, at least 0s and at most 10m",
        "lockout-after ! 0 ! want a whole number from 1 to 1000",
        "lockout-max ! 0s ! want a duration such as 5m or PT5M, at least 1s and at most 1d",
        "trusted-proxies ! 10.0.0.1/8 ! want addresses such as 10.0.0.5 and networks such as"
            + " 10.0.0.0/8 or 2001:db8::/32, with nothing behind their bits",
        "trusted-proxies ! 10.0.0.1,10.0.0.1 ! want each item once",
        "user-check ! 0s ! want a duration such as 5m or PT5M, at least 1s and at most 1h",
      })
  void badValueIsToldWithNameValueSourceAndWish(String name, String value, String want) {
    assertThatProblemsOf(Map.of(name, value))
        .isEqualTo(oneError(name + " = \"" + value + "\" (context-param): " + want));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '!',
      value = {
        "users-time-zone ! CEST ! want a time zone such as UTC or Europe/Berlin",
        "login-columns ! a b ! want a name of letters, digits and _, such as users or app.users",
        "login-columns ! a, a ! want each item once",
        "role-flags ! is_staff ! want COLUMN:ROLE, such as is_staff:staff",
        "role-flags ! is_staff: ! want COLUMN:ROLE, such as is_staff:staff",
        "role-flags ! a:x,a:y ! want each item once",
        "role-flags ! a b:x ! want a name of letters, digits and _, such as users or app.users",
        "fixed-roles ! member,member ! want each item once",
      })
  void badValueForTheUsersIsTold(String name, String value, String want) {
    assertThatProblemsOf(Map.of("users", "tomcat", name, value))
        .isEqualTo(oneError(name + " = \"" + value + "\" (context-param): " + want));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '!',
      value = {
        "jwt-secret ! short ! want at least 32 bytes, as text or as base64:...; these are 5",
        "jwt-secret ! base64:c2hvcnQ= ! want at least 32 bytes, as text or as base64:...; these are"
            + " 5",
        "jwt-secret ! base64:%%% ! want at least 32 bytes, as text or as base64:...; this is not"
            + " Base64",
        "token-secret ! 0123456789abcdef0123456789abcde ! want at least 32 bytes, as text or as"
            + " base64:...; these are 31",
        "jwt-secret ! 0${pass ! a ${ in it begins no reference; want ${env:NAME}, ${file:/path},"
            + " ${sys:name} or ${jndi:name}, or $${ for a plain ${",
      })
  void badSecretIsToldWithoutItsValue(String name, String value, String want) {
    assertThatProblemsOf(Map.of(name, value))
        .isEqualTo(oneError(name + " (context-param): " + want));
  }

  record Contradiction(Map<String, String> values, String problem) {}

  static List<Contradiction> contradictions() {
    return List.of(
        new Contradiction(
            Map.of("jdbc-url", "jdbc:h2:mem:a"),
            "data-source = \"jdbc/app\" (context-param): jdbc-url is given too; want one of them"),
        new Contradiction(
            Map.of("pool-size", "5"),
            "pool-size = \"5\" (context-param): has no effect on a data-source; leave it out"),
        new Contradiction(
            Map.of("jdbc-password", "x"),
            "jdbc-password (context-param): has no effect on a data-source; leave it out"),
        new Contradiction(
            Map.of("login", "jwt", "schemes", "Token"),
            "login = \"jwt\" (context-param): want Bearer in schemes too"),
        new Contradiction(
            Map.of("login", "token", "schemes", "Bearer"),
            "login = \"token\" (context-param): want Token in schemes too"),
        new Contradiction(
            Map.of("jwt-issuer", "me", "schemes", "Token", "user-check", "5s"),
            "jwt-issuer = \"me\" (context-param): has no effect without Bearer in schemes; leave it"
                + " out"),
        new Contradiction(
            Map.of("token-sources", "query:t", "schemes", "Bearer"),
            "token-sources = \"query:t\" (context-param): has no effect without Token in schemes;"
                + " leave it out"),
        new Contradiction(
            Map.of("token-secret", KEY, "schemes", "Bearer"),
            "token-secret (context-param): has no effect without Token in schemes; leave it out"),
        new Contradiction(
            Map.of("users", "django"),
            "jwt-secret: it is not given; want the SECRET_KEY of the Django site, or"
                + " token-store=portcullis for tokens that the site does not know"),
        new Contradiction(
            Map.of("token-store", "django"),
            "token-store = \"django\" (context-param): goes only with users=django; set that or"
                + " leave it out"),
        new Contradiction(
            Map.of("users", "django", "jwt-secret", KEY, "session-max", "30d"),
            "session-max = \"30d\" (context-param): has no effect with token-store=django; leave it"
                + " out"),
        new Contradiction(
            Map.of("users", "django", "schemes", "Token", "token-per-login", "true"),
            "token-per-login = \"true\" (context-param): has no effect with token-store=django;"
                + " leave it out"),
        new Contradiction(
            Map.of("users", "django", "schemes", "Token", "token-secret", KEY),
            "token-secret (context-param): has no effect with token-store=django; leave it out"),
        new Contradiction(
            Map.of("users", "django", "token-store", "django", "jwt-secret", "short"),
            "jwt-secret (context-param): want at least 32 bytes, as text or as base64:...; these are"
                + " 5"),
        new Contradiction(
            Map.of("users", "custom"),
            "users = \"custom\" (context-param): want users-table or users-query too"),
        new Contradiction(
            Map.of("users-table", "people"),
            "users-table = \"people\" (context-param): has no effect with users=portcullis;"
                + " set users too or leave it out"),
        new Contradiction(
            Map.of("users", "custom", "users-table", "people", "principal-name", "email"),
            "principal-name = \"email\" (context-param): want email-column too"),
        new Contradiction(
            Map.of(
                "users", "custom",
                "users-query", "SELECT 1",
                "users-by-id-query", BY_NAME),
            "users-query = \"SELECT 1\" (context-param): want a query with one ? for what was"
                + " typed"),
        new Contradiction(
            Map.of(
                "users", "custom",
                "users-query", BY_NAME,
                "users-by-id-query", "SELECT 1"),
            "users-by-id-query = \"SELECT 1\" (context-param): want a query with one ? for the"
                + " user's id"),
        new Contradiction(
            Map.of("users", "custom", "users-query", BY_NAME),
            "users-query = \"SELECT * FROM people WHERE name = ?\" (context-param): want"
                + " users-by-id-query too"),
        new Contradiction(
            Map.of("users", "custom", "users-table", "people", "users-by-id-query", BY_NAME),
            "users-by-id-query = \"SELECT * FROM people WHERE name = ?\" (context-param): want"
                + " users-query too"),
        new Contradiction(
            Map.of(
                "users",
                "custom",
                "users-query",
                BY_NAME,
                "users-by-id-query",
                BY_NAME,
                "active-column",
                "enabled"),
            "active-column = \"enabled\" (context-param): has no effect with users-query; leave it"
                + " out"),
        new Contradiction(
            Map.of("users", "tomcat", "users-query", BY_NAME, "users-by-id-query", BY_NAME),
            "users-query = \"SELECT * FROM people WHERE name = ?\" (context-param): goes only with"
                + " users=custom; set that or leave it out"),
        new Contradiction(
            Map.of("users", "custom", "users-table", "people", "roles-role-column", "r"),
            "roles-role-column = \"r\" (context-param): has no effect without roles-table; leave it"
                + " out"),
        new Contradiction(
            Map.of("users", "django", "users-table", "accounts_member", "jwt-secret", KEY),
            "users-table = \"accounts_member\" (context-param): want roles-query too, for the"
                + " groups of these users"),
        new Contradiction(
            Map.of("users", "tomcat", "principal-name", "email"),
            "principal-name = \"email\" (context-param): want email-column too"),
        new Contradiction(
            Map.of("users", "custom", "users-table", "people", "roles-query", "SELECT r FROM x"),
            "roles-query = \"SELECT r FROM x\" (context-param): want a query with one ? for the"
                + " user's id"),
        new Contradiction(
            Map.of("access-lifetime", "24h"),
            "access-lifetime = \"24h\" (context-param): want less than refresh-lifetime, which is"
                + " 1d"),
        new Contradiction(
            Map.of("refresh-lifetime", "5m"),
            "access-lifetime = \"5m\" (default): want less than refresh-lifetime, which is 5m"),
        new Contradiction(
            Map.of("jwt-algorithm", "HS384", "jwt-secret", KEY),
            "jwt-secret (context-param): want at least 48 bytes for HS384; these are 32"),
        new Contradiction(
            Map.of("jwt-algorithm", "EdDSA", "jwt-secret", KEY),
            "jwt-algorithm = \"EdDSA\" (context-param): a jwt-secret is given, which is for HS256;"
                + " want jwt-keys"),
        new Contradiction(
            Map.of("jwt-keys", "/a.pem", "jwt-secret", KEY),
            "jwt-secret (context-param): jwt-keys is given too; want one of them"),
        new Contradiction(
            Map.of("jwt-keys", "/a.pem", "jwt-key-rotation", "30d"),
            "jwt-key-rotation = \"30d\" (context-param): has an effect only on keys in the database;"
                + " leave it out, or jwt-secret and jwt-keys"),
        new Contradiction(
            Map.of("jwt-key-rotation", "1h", "refresh-lifetime", "1201m"),
            "jwt-key-rotation = \"1h\" (context-param): want at least a twentieth of"
                + " refresh-lifetime, which is 1201m"),
        new Contradiction(
            Map.of("jwt-trusted-issuers", "a /a.json"),
            "jwt-trusted-issuers = \"a /a.json\" (context-param): want jwt-audience too"),
        new Contradiction(
            Map.of("jwt-trusted-issuers", "a /a.json", "jwt-audience", "us", "jwt-issuer", "a"),
            "jwt-trusted-issuers = \"a /a.json\" (context-param): jwt-issuer is among them; want"
                + " others than ourselves"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contradictions")
  void valuesThatCannotStandTogetherAreRefused(Contradiction contradiction) {
    assertThatProblemsOf(contradiction.values()).isEqualTo(oneError(contradiction.problem()));
  }

  @Test
  void databaseIsWanted() {
    SettingsReader reader = new SettingsReader(List.of(), NOTHING);

    assertThatThrownBy(reader::read)
        .isInstanceOf(ConfigException.class)
        .hasMessage(oneError("data-source: neither it nor jdbc-url is given; want one of them"));
  }

  @Test
  void allProblemsAreToldTogether() {
    Map<String, String> values =
        Map.of(
            "access-lifetime", "5 minutes",
            "refesh-lifetime", "1d",
            "rules", "/a/* permit\n/b* permit\nGET /c permit",
            "completely-different", "x",
            "foo", "x",
            "login", "token",
            "schemes", "Bearer");

    assertThatProblemsOf(values)
        .isEqualTo(
            """
            6 configuration error(s):
              - rules = "/b* permit" (context-param): "/b*" is no servlet URL pattern; want /path, \
            /path/*, *.extension, / or /* (no ** and no other *, no regular expression)
              - access-lifetime = "5 minutes" (context-param): want a duration such as 5m or PT5M, \
            at least 1s and at most 365d
              - login = "token" (context-param): want Token in schemes too
              - completely-different (context-param): no such parameter
              - foo (context-param): no such parameter
              - refesh-lifetime (context-param): no such parameter; did you mean refresh-lifetime?""");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "refrsh-lifetim, ; did you mean refresh-lifetime?",
    "refrs-lifetim, ; did you mean refresh-lifetime?",
    "efrs-lifetim, ''",
    "loginn, ; did you mean login?",
    "moed, ; did you mean mode?",
    "moxx, ; did you mean mode?",
    "mxxx, ''",
    "Schemes, ; did you mean schemes?",
  })
  void unknownNameGetsTheNearest(String name, String hint) {
    assertThatProblemsOf(Map.of(name, "x"))
        .isEqualTo(oneError(name + " (context-param): no such parameter" + hint));
  }

  @Test
  void unknownNamesAreToldOfEachSource() {
    Properties system = new Properties();
    system.setProperty("portcullis.mod", "x");
    system.setProperty("user.home", "/");
    SettingsReader reader =
        new SettingsReader(
            List.of(
                Source.systemProperties(system),
                Source.environment(
                    Map.of("PORTCULLIS_RULEZ", "x", "PORTCULLIS_PORT_80_TCP", "x", "PATH", "/")),
                Source.of("context-param", Map.of("portcullis.schema", "none"), "portcullis."),
                Source.of("file", Map.of("data-source", "jdbc/app"))),
            NOTHING);

    assertThatThrownBy(reader::read)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            """
            2 configuration error(s):
              - mod (system property): no such parameter; did you mean mode?
              - rulez (environment): no such parameter; did you mean rules?""");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"${env:GONE}", "x${env:GONE}y"})
  void referenceToNothingIsToldByName(String value) {
    assertThatProblemsOf(Map.of("jwt-issuer", value))
        .isEqualTo(
            oneError(
                "jwt-issuer = \""
                    + value
                    + "\" (context-param): the environment variable GONE is not set"));
    assertThatProblemsOf(Map.of("jwt-secret", value))
        .isEqualTo(
            oneError("jwt-secret (context-param): the environment variable GONE is not set"));
  }

  @Test
  void badTextBehindAReferenceIsNotShown() {
    SettingsReader reader =
        new SettingsReader(
            List.of(Source.of("file", Map.of("data-source", "x", "pool-size", "${env:P}"))),
            (origin, name) -> Optional.of("private"));

    assertThatThrownBy(reader::read)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            """
            2 configuration error(s):
              - pool-size = "${env:P}" (file): want a whole number from 1 to 100
              - pool-size = "${env:P}" (file): has no effect on a data-source; leave it out""");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '!',
      value = {
        "pool-size ! 0 ! want a whole number from 1 to 100",
        "pool-size ! 101 ! want a whole number from 1 to 100",
        "pool-size ! +5 ! want a whole number from 1 to 100",
        "pool-size ! 99999999999 ! want a whole number from 1 to 100",
        "pool-wait ! 0s ! want a duration such as 5m or PT5M, at least 1ms and at most 5m",
      })
  void badValueOfOurOwnPoolIsTold(String name, String value, String want) {
    SettingsReader reader =
        new SettingsReader(
            List.of(Source.of("file", Map.of("jdbc-url", "jdbc:h2:mem:a", name, value))), NOTHING);

    assertThatThrownBy(reader::read)
        .isInstanceOf(ConfigException.class)
        .hasMessage(oneError(name + " = \"" + value + "\" (file): " + want));
  }

  @Test
  void parametersOfPasswordsThatDoNothingAreTold() {
    assertThatProblemsOf(
            Map.of(
                "users", "custom",
                "users-table", "people",
                "salt-column", "salt",
                "users-update-password", "UPDATE x"))
        .isEqualTo(
            """
            2 configuration error(s):
              - salt-column = "salt" (context-param): has no effect without password-format; leave it out
              - users-update-password = "UPDATE x" (context-param): has no effect without password-upgrade=true or password-change=true; leave it out""");
  }

  @Test
  void changeOfPasswordsNeedsAStatementBesideQueriesOfOnesOwn() {
    assertThatProblemsOf(
            Map.of(
                "users", "custom",
                "users-query", "SELECT ?",
                "users-by-id-query", "SELECT ?",
                "password-change", "true"))
        .isEqualTo(
            oneError(
                "password-change = \"true\" (context-param): want users-update-password too, beside"
                    + " users-query"));
    assertThatProblemsOf(Map.of("password-min-length", "12"))
        .isEqualTo(
            oneError(
                "password-min-length = \"12\" (context-param): has no effect without"
                    + " password-change=true; leave it out"));
  }

  @Test
  void introspectionNeedsClientsAndClientsNeedIntrospection() {
    String client = "shop:0123456789abcdef0123456789abcdef";

    assertThatProblemsOf(Map.of("introspection-endpoint", "true"))
        .isEqualTo(
            oneError(
                "introspection-endpoint = \"true\" (context-param): want introspection-clients too"));
    assertThatProblemsOf(Map.of("introspection-clients", client))
        .isEqualTo(
            oneError(
                "introspection-clients (context-param): has no effect without"
                    + " introspection-endpoint=true; leave it out"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop",
        "shop:short-secret",
        ":0123456789abcdef0123456789abcdef",
        "shop:0123456789abcdef 0123456789abcdef",
        "shop:0123456789abcdef0123456789abcde%",
      })
  void badClientIsToldAndNotShown(String client) {
    assertThatProblemsOf(Map.of("introspection-endpoint", "true", "introspection-clients", client))
        .isEqualTo(
            oneError(
                "introspection-clients (context-param): want ID:SECRET, the secret of at least 32"
                    + " characters, both of letters, digits, '.', '_' and '-'"));
  }

  @Test
  void clientThatStandsThereTwiceIsTold() {
    String secret = ":0123456789abcdef0123456789abcdef";

    assertThatProblemsOf(
            Map.of(
                "introspection-endpoint",
                "true",
                "introspection-clients",
                "shop" + secret + ", shop" + secret + "x"))
        .isEqualTo(oneError("introspection-clients (context-param): want each id once"));
  }

  @Test
  void shortPepperIsToldAndNotShown() {
    assertThatProblemsOf(Map.of("password-pepper", "salt and pepper"))
        .isEqualTo(
            oneError(
                "password-pepper (context-param): want at least 32 bytes, as text or as"
                    + " base64:...; these are 15"));
  }

  @Test
  void badValueOfEnabledDisablesNoCheck() {
    assertThatProblemsOf(Map.of("enabled", "no", "mode", "log"))
        .isEqualTo(
            """
            2 configuration error(s):
              - enabled = "no" (context-param): want true or false
              - mode = "log" (context-param): want enforce or report""");
  }

  @Test
  void unknownNameIsToldOfADisabledGateToo() {
    assertThatProblemsOf(Map.of("enabled", "false", "schemaa", "x"))
        .isEqualTo(oneError("schemaa (context-param): no such parameter; did you mean schema?"));
  }

  @Test
  void endlessNameIsAProblemLikeAnother() {
    assertThatProblemsOf(Map.of("users-table", "a.".repeat(20_000) + "a"))
        .contains("want a name of letters, digits and _, such as users or app.users");
  }

  private static AbstractStringAssert<?> assertThatProblemsOf(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("data-source", "jdbc/app");
    SettingsReader reader = new SettingsReader(List.of(Source.of("context-param", all)), NOTHING);
    return assertThat(assertThrows(ConfigException.class, reader::read).getMessage());
  }

  private static String oneError(String problem) {
    return "1 configuration error(s):\n  - " + problem;
  }
}
