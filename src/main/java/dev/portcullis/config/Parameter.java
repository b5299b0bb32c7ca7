package dev.portcullis.config;

import static dev.portcullis.config.Section.BROWSERS;
import static dev.portcullis.config.Section.DATABASE;
import static dev.portcullis.config.Section.DEFENCE;
import static dev.portcullis.config.Section.GATE;
import static dev.portcullis.config.Section.JWT;
import static dev.portcullis.config.Section.OAUTH;
import static dev.portcullis.config.Section.OPERATION;
import static dev.portcullis.config.Section.PASSWORDS;
import static dev.portcullis.config.Section.STATIC_TOKENS;
import static dev.portcullis.config.Section.USERS;

import dev.portcullis.Scheme;
import dev.portcullis.access.AccessRules;
import dev.portcullis.address.AddressRange;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of parameters: name, default, what is allowed and what it means.
 *
 * <p>The reader, the reference in the README and "did you mean" all come from here, so none of them
 * can know a parameter that the others do not.
 */
public final class Parameter<T> {
  private static final List<Parameter<?>> TABLE = new ArrayList<>();

  private static final Kind<String> SQL_NAME = Kind.SQL_NAME;

  static final Parameter<Boolean> ENABLED =
      row(GATE, "enabled", "true", Kind.bool())
          .means("`false` lets every request pass, as if the jar were not there.");
  static final Parameter<GateSettings.Mode> MODE =
      row(GATE, "mode", "enforce", Kind.oneOf(GateSettings.Mode.values(), Kind::word))
          .means("`enforce`, or `report`: log what would be refused, and let it pass.");
  static final Parameter<String> BASE_PATH =
      row(GATE, "base-path", "/auth", Kind.path())
          .means("Path below which the endpoints lie; `/` for the root.");
  static final Parameter<List<Scheme>> SCHEMES =
      row(GATE, "schemes", "Token,Bearer", Kind.schemes())
          .means("Accepted schemes; the first gives the challenge of a 401.");
  static final Parameter<GateSettings.Login> LOGIN =
      row(GATE, "login", Kind.oneOf(GateSettings.Login.values(), Kind::word))
          .means(
              "What `login/` issues: `jwt` or `token`. Without it `jwt` if Bearer is in `schemes`,"
                  + " else `token`.");
  static final Parameter<AccessRules> RULES =
      row(GATE, "rules", "", Kind.rules())
          .means(
              "Rules, one a line: `[METHOD,METHOD] PATTERN REQUIREMENT`; the first that matches"
                  + " wins, a path without one needs an identity.");
  static final Parameter<List<TokenSource>> TOKEN_SOURCES =
      row(GATE, "token-sources", "", Kind.tokenSources())
          .means(
              "Further places for tokens, of either scheme: a list of `header:NAME`, `query:NAME`,"
                  + " `body:NAME`.");
  static final Parameter<List<GateSettings.ProfileField>> PROFILE =
      row(GATE, "profile", "", Kind.listOf(GateSettings.ProfileField.values(), Kind::word))
          .means("What `profile/` tells beyond `username` and `email`: a list of `id`, `roles`.");
  static final Parameter<GateSettings.PrincipalName> PRINCIPAL_NAME =
      row(
              GATE,
              "principal-name",
              "username",
              Kind.oneOf(GateSettings.PrincipalName.values(), Kind::word))
          .means("What `getRemoteUser()` answers: `username`, `id` or `email`.");
  static final Parameter<String> ROLE_PREFIX =
      row(GATE, "role-prefix", "", Kind.anyText())
          .means("What roles in the database begin with and the application does not know.");
  static final Parameter<String> SESSION_ATTRIBUTE =
      row(GATE, "session-attribute", Kind.text())
          .means("Attribute of an existing session that gets the user, for pages that look there.");
  static final Parameter<String> REQUEST_ATTRIBUTE =
      row(GATE, "request-attribute", Kind.text())
          .means("Attribute of the request that gets the user, for pages that look there.");
  static final Parameter<Boolean> CHECK_DISPATCH =
      row(GATE, "check-dispatch", "false", Kind.bool())
          .means("Whether the rules are held against forwards and includes too.");
  static final Parameter<GateSettings.ContainerBridge> CONTAINER_BRIDGE =
      row(
              GATE,
              "container-bridge",
              "none",
              Kind.oneOf(GateSettings.ContainerBridge.values(), Kind::word))
          .means(
              "`jaspic` tells the container, too, who a request comes from, for"
                  + " `<security-constraint>` and `@ServletSecurity` (Tomcat 10.1 or newer).");

  static final Parameter<String> DATA_SOURCE =
      row(DATABASE, "data-source", Kind.text())
          .means("JNDI name of the data source, with or without `java:comp/env/`.");
  static final Parameter<JdbcUrl> JDBC_URL =
      row(DATABASE, "jdbc-url", Kind.jdbcUrl())
          .means("JDBC URL for a pool of our own, in place of `data-source`.");
  static final Parameter<String> JDBC_USERNAME =
      row(DATABASE, "jdbc-username", Kind.text()).means("User of the database for `jdbc-url`.");
  static final Parameter<Secret> JDBC_PASSWORD =
      row(DATABASE, "jdbc-password", Kind.password()).means("That user's password.");
  static final Parameter<String> JDBC_DRIVER =
      row(DATABASE, "jdbc-driver", Kind.text())
          .means("Class of the JDBC driver, where it is not found by the URL.");
  static final Parameter<Integer> POOL_SIZE =
      row(DATABASE, "pool-size", "10", Kind.number(1, 100))
          .means("Connections of our own pool at most, 1 to 100.");
  static final Parameter<Duration> POOL_WAIT =
      row(DATABASE, "pool-wait", "3s", Kind.duration("1ms", "5m"))
          .means("How long a request waits for a connection before it gets 503; at most 5m.");
  static final Parameter<DatabaseSettings.Schema> SCHEMA =
      row(DATABASE, "schema", "create", Kind.oneOf(DatabaseSettings.Schema.values(), Kind::word))
          .means(
              "Our own tables at start: `create` makes the missing ones, `validate` stops the"
                  + " deployment if one is missing, `none` does not look.");
  static final Parameter<String> TABLE_PREFIX =
      row(DATABASE, "table-prefix", "portcullis_", Kind.TABLE_PREFIX)
          .means("What the names of our own tables begin with.");

  static final Parameter<DatabaseSettings.TokenStore> TOKEN_STORE =
      row(DATABASE, "token-store", Kind.oneOf(DatabaseSettings.TokenStore.values(), Kind::word))
          .means(
              "Where static tokens and logins are kept: `portcullis` for our own tables, or `django`"
                  + " for those of a Django site, which then knows our tokens and we its. Without it"
                  + " `django` with `users=django`, else `portcullis`.");

  static final Parameter<UsersSettings.Layout> USERS_LAYOUT =
      row(
              USERS,
              "users",
              "portcullis",
              Kind.oneOf(UsersSettings.Layout.values(), UsersSettings.Layout::word))
          .means(
              "Where the users are: `portcullis` for tables of our own, `custom` for what the"
                  + " parameters below name, or `django`, `spring`, `spring-groups`, `tomcat`,"
                  + " `shiro` for the tables of those, each name of which can be overridden below.");
  static final Parameter<String> USERS_TABLE =
      row(USERS, "users-table", SQL_NAME).means("Table of the users.");
  static final Parameter<String> ID_COLUMN =
      row(USERS, "id-column", "id", SQL_NAME)
          .means(
              "Column of the user's id: whole numbers, text, UUIDs or bytes; sixteen bytes are"
                  + " written as a UUID, others in hexadecimal.");
  static final Parameter<String> USERNAME_COLUMN =
      row(USERS, "username-column", "username", SQL_NAME).means("Column of the user's name.");
  static final Parameter<List<String>> LOGIN_COLUMNS =
      row(USERS, "login-columns", Kind.items(Kind.SQL_NAME))
          .means(
              "Columns that users log in with, such as `username,email`; one of them must be exactly"
                  + " what was typed, and whom two users share lets in neither. Without it"
                  + " `username-column`.");
  static final Parameter<String> PASSWORD_COLUMN =
      row(USERS, "password-column", "password", SQL_NAME).means("Column of the password's hash.");
  static final Parameter<String> SALT_COLUMN =
      row(USERS, "salt-column", SQL_NAME)
          .means("Column of the salt, where `password-format` needs one.");
  static final Parameter<String> UPDATE_PASSWORD =
      row(USERS, "users-update-password", Kind.text())
          .means(
              "Statement of your own for `password-upgrade` and `password-change`, with `:new`, `:id` and `:old`, or with"
                  + " three `?` in that order; it must change nothing if the password is not"
                  + " `:old`.");
  static final Parameter<String> EMAIL_COLUMN =
      row(USERS, "email-column", SQL_NAME).means("Column of the e-mail address.");
  static final Parameter<String> ACTIVE_COLUMN =
      row(USERS, "active-column", SQL_NAME)
          .means(
              "Column that says whether the user may log in (true, 1, y or t); without it everybody"
                  + " may.");
  static final Parameter<String> LOCKED_UNTIL_COLUMN =
      row(USERS, "locked-until-column", SQL_NAME)
          .means(
              "Column of the moment until which the user is locked out: a timestamp, a date (its"
                  + " first moment), or seconds or milliseconds since 1970; NULL is no lock.");
  static final Parameter<String> EXPIRES_AT_COLUMN =
      row(USERS, "expires-at-column", SQL_NAME)
          .means("Column of the moment from which the account is over, likewise; NULL is never.");
  static final Parameter<ZoneId> USERS_TIME_ZONE =
      row(USERS, "users-time-zone", "UTC", Kind.zone())
          .means("Zone of the dates and timestamps that are stored without one.");
  static final Parameter<String> USERS_QUERY =
      row(USERS, "users-query", query("what was typed"))
          .means(
              "In place of table and columns a query for a user, its one `?` what was typed; columns"
                  + " by label: `id`, `username`, `password`, and as far as there are `salt`,"
                  + " `email`, `active`, `locked_until`, `expires_at`, `roles`. `login-columns` and"
                  + " `role-flags` then are labels.");
  static final Parameter<String> USERS_BY_ID_QUERY =
      row(USERS, "users-by-id-query", query("the user's id"))
          .means(
              "The same for a user's id, its one `?`; goes with `users-query`, from whose condition"
                  + " it cannot be made.");
  static final Parameter<String> ROLES_QUERY =
      row(USERS, "roles-query", query("the user's id"))
          .means(
              "Query for the roles of a user, one a row; its one `?` is the user's id. A second"
                  + " column, if there is one, must be that id, and rows in which it is not exactly"
                  + " that are left out.");
  static final Parameter<String> ROLES_TABLE =
      row(USERS, "roles-table", SQL_NAME)
          .means("Table with a role a row, in place of such a query.");
  static final Parameter<String> ROLES_USER_COLUMN =
      row(USERS, "roles-user-column", "user_id", SQL_NAME).means("Its column of the user's id.");
  static final Parameter<String> ROLES_ROLE_COLUMN =
      row(USERS, "roles-role-column", "role", SQL_NAME).means("Its column of the role.");
  static final Parameter<String> ROLES_COLUMN =
      row(USERS, "roles-column", SQL_NAME)
          .means("Column of the users' table with roles between commas or as a JSON array.");
  static final Parameter<Map<String, String>> ROLE_FLAGS =
      row(USERS, "role-flags", "", Kind.pairs(Kind.SQL_NAME))
          .means(
              "Columns that say whether a user has a role: a list of `COLUMN:ROLE`, such as"
                  + " `is_staff:staff`.");
  static final Parameter<List<String>> FIXED_ROLES =
      row(USERS, "fixed-roles", "", Kind.items(Kind.text())).means("Roles that every user has.");

  static final Parameter<String> PASSWORD_ENCODING =
      row(
              PASSWORDS,
              "password-encoding",
              "pbkdf2_sha256$600000",
              Kind.checked(
                  text -> !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f),
                  "want a format with its cost, such as pbkdf2_sha256$600000"))
          .means(
              "Format and cost of new password hashes: `pbkdf2_sha256$N`, `bcrypt$COST` or"
                  + " `argon2id$m=KIB,t=N,p=N`.");
  static final Parameter<String> PASSWORD_FORMAT =
      row(PASSWORDS, "password-format", Kind.text())
          .means(
              "How to read hashes that do not tell by their form: `plain`, a mark such as"
                  + " `{pbkdf2}`, or an expression such as `md5` or `sha256(salt+password)*1000`.");
  static final Parameter<Boolean> PASSWORD_UPGRADE =
      row(PASSWORDS, "password-upgrade", "false", Kind.bool())
          .means(
              "Whether a login stores the password anew, if its hash is not as"
                  + " `password-encoding` and `password-pepper` say.");
  static final Parameter<Boolean> PASSWORD_CHANGE =
      row(PASSWORDS, "password-change", "false", Kind.bool())
          .means("Whether `password/` lets users change their own password.");
  static final Parameter<Integer> PASSWORD_MIN_LENGTH =
      row(PASSWORDS, "password-min-length", "8", Kind.number(1, 128))
          .means("Characters that a new password has at least, 1 to 128.");
  static final Parameter<Secret> PASSWORD_PEPPER =
      row(PASSWORDS, "password-pepper", Kind.key(32))
          .means(
              "Key that new passwords are hashed with, as text or as `base64:...`, at least 32"
                  + " bytes; without it they cannot be checked any more.");

  static final Parameter<JwtKeySettings.Algorithm> JWT_ALGORITHM =
      row(
              JWT,
              "jwt-algorithm",
              Kind.oneOf(JwtKeySettings.Algorithm.values(), JwtKeySettings.Algorithm::word))
          .means(
              "`HS256`, `RS256`, `PS256` and `ES256` with their kin of 384 and 512, or `EdDSA`."
                  + " Without it what the signing key of `jwt-keys` or the newest in the database is"
                  + " for, and `HS256` where there is none.");
  static final Parameter<Secret> JWT_SECRET =
      row(JWT, "jwt-secret", Kind.key(32))
          .means(
              "Signing key, as text or as `base64:...`, of at least 32, 48 or 64 bytes by the"
                  + " algorithm. Without it and `jwt-keys` one is made at first start and kept in"
                  + " the database.");
  static final Parameter<List<String>> JWT_KEYS =
      row(JWT, "jwt-keys", "", Kind.texts())
          .means(
              "Files with keys, PEM or JWK sets: the first private key signs, all verify. Read"
                  + " again when they change.");
  static final Parameter<Duration> JWT_KEY_ROTATION =
      row(JWT, "jwt-key-rotation", Kind.duration("1h", "3650d"))
          .means(
              "How long after the last key in the database a new one is made, such as `30d`; without"
                  + " it never.");
  static final Parameter<List<TrustedIssuer>> JWT_TRUSTED_ISSUERS =
      row(JWT, "jwt-trusted-issuers", "", Kind.trustedIssuers())
          .means(
              "Others whose access tokens are good here, one a line: `ISSUER FILE` or `ISSUER"
                  + " https://...`, a JWK set. Needs `jwt-audience`.");
  static final Parameter<String> JWT_ISSUER =
      row(JWT, "jwt-issuer", Kind.text()).means("Claim `iss`, written and wanted.");
  static final Parameter<String> JWT_AUDIENCE =
      row(JWT, "jwt-audience", Kind.text()).means("Claim `aud`, written and wanted.");
  static final Parameter<JwtSettings.Typ> JWT_TYP =
      row(JWT, "jwt-typ", "JWT", Kind.oneOf(JwtSettings.Typ.values(), JwtSettings.Typ::word))
          .means(
              "Header `typ` of access tokens, written and wanted: `JWT`, or `at+jwt` (RFC 9068).");
  static final Parameter<Map<String, String>> JWT_CLAIMS =
      row(JWT, "jwt-claims", "", Kind.claims())
          .means(
              "Columns of the user's row that go into access tokens: a list of `CLAIM:COLUMN`, or of"
                  + " columns alone; with `users-query` they are labels. Text of at most 256"
                  + " characters, whole numbers and booleans.");
  static final Parameter<Duration> JWT_LEEWAY =
      row(JWT, "jwt-leeway", "0s", Kind.duration("0s", "10m"))
          .means("How far clocks may be apart; at most 10m.");
  static final Parameter<Duration> ACCESS_LIFETIME =
      row(JWT, "access-lifetime", "5m", Kind.duration("1s", "365d"))
          .means("How long an access token lives; less than `refresh-lifetime`.");
  static final Parameter<Duration> REFRESH_LIFETIME =
      row(JWT, "refresh-lifetime", "1d", Kind.duration("1s", "3650d"))
          .means("How long a refresh token lives.");
  static final Parameter<Boolean> REFRESH_ROTATE =
      row(JWT, "refresh-rotate", "false", Kind.bool())
          .means("Whether each refresh gives a new refresh token and ends the one before.");
  static final Parameter<Duration> REFRESH_GRACE =
      row(JWT, "refresh-grace", "10s", Kind.duration("0s", "10m"))
          .means("How long a replaced refresh token still gives the same successor; at most 10m.");
  static final Parameter<Duration> SESSION_MAX =
      row(JWT, "session-max", Kind.duration("1m", "3650d"))
          .means("The end of a login from its beginning, however often it is refreshed.");
  static final Parameter<Boolean> REVOCATION =
      row(JWT, "revocation", "true", Kind.bool())
          .means(
              "Whether access tokens end with a logout or a change of password; `false` lets them"
                  + " live until they expire.");
  static final Parameter<Duration> REVOCATION_POLL =
      row(JWT, "revocation-poll", "1s", Kind.duration("100ms", "1m"))
          .means("How often a node reads what the others have ended: so long may it take there.");
  static final Parameter<Duration> STALE_LIMIT =
      row(JWT, "stale-limit", "30s", Kind.duration("0s", "1h"))
          .means(
              "For how long tokens are honoured on what was last read while the database is away;"
                  + " then they get 503.");
  static final Parameter<Duration> USER_CHECK =
      row(JWT, "user-check", "10s", Kind.duration("1s", "1h"))
          .means("How often users whose tokens are in use are read again; 1s to 1h.");

  static final Parameter<Secret> TOKEN_SECRET =
      row(STATIC_TOKENS, "token-secret", Kind.key(32))
          .means(
              "Key from which static tokens are derived, as text or as `base64:...`, at least 32"
                  + " bytes. Without it one is made at first start and kept in the database.");
  static final Parameter<Duration> TOKEN_LIFETIME =
      row(STATIC_TOKENS, "token-lifetime", Kind.duration("1m", "3650d"))
          .means("How long a static token lives; without it until logout.");
  static final Parameter<Duration> TOKEN_IDLE =
      row(STATIC_TOKENS, "token-idle", Kind.duration("1m", "3650d"))
          .means("How long a static token lives after its last use; without it until logout.");
  static final Parameter<Boolean> TOKEN_PER_LOGIN =
      row(STATIC_TOKENS, "token-per-login", "false", Kind.bool())
          .means("Whether each login gives a static token of its own, which a logout ends alone.");

  static final Parameter<BrowserSettings.Cookies> COOKIES =
      row(BROWSERS, "cookies", "auto", Kind.oneOf(BrowserSettings.Cookies.values(), Kind::word))
          .means(
              "`auto`: a login by an HTML form gives cookies, and pages without an identity lead to"
                  + " the login page; `off`: neither.");
  static final Parameter<BrowserSettings.SameSite> COOKIE_SAME_SITE =
      row(
              BROWSERS,
              "cookie-same-site",
              "lax",
              Kind.oneOf(BrowserSettings.SameSite.values(), Kind::word))
          .means(
              "`lax`, `strict` (whoever follows a link from elsewhere has to sign in), or `none` (on"
                  + " HTTPS only).");
  static final Parameter<BrowserSettings.Secure> COOKIE_SECURE =
      row(
              BROWSERS,
              "cookie-secure",
              "auto",
              Kind.oneOf(BrowserSettings.Secure.values(), Kind::word))
          .means(
              "Whether the cookies go by HTTPS only: `auto` if the request did, as the container"
                  + " sees it; `true` also behind a proxy of which it is not told; `false`.");
  static final Parameter<String> LOGIN_PAGE =
      row(BROWSERS, "login-page", BrowserSettings.PAGE)
          .means("The application's own login page, such as `/login.jsp`, in place of ours.");
  static final Parameter<String> LOGIN_TITLE =
      row(BROWSERS, "login-title", BrowserSettings.TITLE)
          .means(
              "What our login page is headed with, at most 60 characters; without it the"
                  + " `display-name` of `web.xml`.");
  static final Parameter<String> LOGIN_COLOR =
      row(BROWSERS, "login-color", "#1f5fbf", BrowserSettings.COLOR)
          .means("The colour of its button, `#rrggbb`.");
  static final Parameter<List<String>> CORS_ORIGINS =
      row(BROWSERS, "cors-origins", "", BrowserSettings.ORIGINS)
          .means(
              "Other origins, such as `https://app.example.com`, whose scripts may call our endpoints"
                  + " and read our refusals, with tokens and never with cookies.");
  static final Parameter<Boolean> REVOCATION_ENDPOINT =
      row(OAUTH, "revocation-endpoint", "false", Kind.bool())
          .means("Whether `revoke/` ends whatever token it is given (RFC 7009).");
  static final Parameter<Boolean> INTROSPECTION_ENDPOINT =
      row(OAUTH, "introspection-endpoint", "false", Kind.bool())
          .means("Whether `introspect/` tells `introspection-clients` what a token is (RFC 7662).");
  static final Parameter<List<OAuthClient>> INTROSPECTION_CLIENTS =
      row(OAUTH, "introspection-clients", "", Kind.clients())
          .means(
              "Who may ask: a list of `ID:SECRET`, to be sent by HTTP Basic; the secret of at least"
                  + " 32 characters, both of letters, digits, `.`, `_` and `-`.");

  static final Parameter<Boolean> LOCKOUT =
      row(DEFENCE, "lockout", "true", Kind.bool())
          .means("Whether failed logins make wait before the next one.");
  static final Parameter<Integer> LOCKOUT_AFTER =
      row(DEFENCE, "lockout-after", "10", Kind.number(1, 1000))
          .means("How many logins of one account from one address may fail before they do.");
  static final Parameter<Duration> LOCKOUT_MAX =
      row(DEFENCE, "lockout-max", "5m", Kind.duration("1s", "1d"))
          .means("The longest wait; the first is 1s, and each is twice the one before.");
  static final Parameter<Integer> BAD_TOKEN_LIMIT =
      row(DEFENCE, "bad-token-limit", "300", Kind.number(0, 1_000_000))
          .means(
              "How many forged, unknown or malformed tokens of one address a node looks at in a"
                  + " minute; the next get 429, but those that it has issued or found good before."
                  + " `0` is no limit.");
  static final Parameter<List<AddressRange>> TRUSTED_PROXIES =
      row(DEFENCE, "trusted-proxies", "", Kind.addressRanges())
          .means(
              "Addresses and networks, such as `10.0.0.0/8`, of proxies that are believed about the"
                  + " client's address, by `X-Forwarded-For` or `Forwarded`.");
  static final Parameter<Boolean> AUDIT =
      row(DEFENCE, "audit", "true", Kind.bool())
          .means(
              "Whether logins, logouts and changes of passwords are told to the logger"
                  + " `dev.portcullis.audit`, each as one line of JSON.");
  static final Parameter<Boolean> JMX =
      row(OPERATION, "jmx", "true", Kind.bool())
          .means("Whether there is an MBean `dev.portcullis:type=Gate` for the application.");
  static final Parameter<Boolean> HEALTH =
      row(OPERATION, "health", "false", Kind.bool())
          .means("Whether `health/` tells anybody whether the gate can do its work.");
  static final Parameter<String> METRICS =
      row(OPERATION, "metrics", Kind.text())
          .means(
              "Role that may read `metrics/`, all measures in the text format of Prometheus; without"
                  + " it there is no such endpoint.");
  static final Parameter<Boolean> AUDIT_TABLE =
      row(OPERATION, "audit-table", "false", Kind.bool())
          .means("Whether the audit is written to a table of ours, too, named `audit`.");
  static final Parameter<Duration> AUDIT_KEEP =
      row(OPERATION, "audit-keep", "90d", Kind.duration("1h", "3650d"))
          .means("How long its rows stay.");
  static final Parameter<String> AUDIT_LISTENER =
      row(OPERATION, "audit-listener", Kind.text())
          .means(
              "Class of the application that is told of the audit, a"
                  + " `dev.portcullis.AuditListener`.");

  private final Section section;
  private final String name;
  private final Optional<String> defaultText;
  private final Kind<T> kind;
  private final String text;

  private Parameter(
      Section section, String name, Optional<String> defaultText, Kind<T> kind, String text) {
    this.section = section;
    this.name = name;
    this.defaultText = defaultText;
    this.kind = kind;
    this.text = text;
  }

  /** The whole table, section by section. */
  public static List<Parameter<?>> all() {
    return Collections.unmodifiableList(TABLE);
  }

  /** The row with this name; case counts. */
  static Optional<Parameter<?>> named(String name) {
    for (Parameter<?> row : TABLE) {
      if (row.name.equals(name)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  /** The section it is explained in. */
  public Section section() {
    return section;
  }

  /** The name as every source has it, after the source's own prefix. */
  public String name() {
    return name;
  }

  /** What holds if nobody gives a value; empty if the value is then absent. */
  public Optional<String> defaultText() {
    return defaultText;
  }

  /** One or two sentences in Markdown. */
  public String text() {
    return text;
  }

  /** Whether the value is never shown. */
  public boolean isSecret() {
    return kind.secret();
  }

  /**
   * The value that the text means.
   *
   * @throws IllegalArgumentException with what is wanted
   */
  T parse(String given) {
    return kind.parse().apply(given);
  }

  /** The given text as it may be shown: masked, on one line and of at most 100 characters. */
  String show(String given) {
    String shown =
        kind.show().apply(given).replace("\r", "").replace("\n", "\\n").replace("\t", " ");
    return shown.length() <= 100 ? shown : shown.substring(0, 97) + "...";
  }

  @Override
  public String toString() {
    return name;
  }

  private static <T> Row<T> row(Section section, String name, String defaultText, Kind<T> kind) {
    return new Row<>(section, name, Optional.of(defaultText), kind);
  }

  private static <T> Row<T> row(Section section, String name, Kind<T> kind) {
    return new Row<>(section, name, Optional.empty(), kind);
  }

  // Which question marks are parameters and which stand in quotes, the store knows.
  private static Kind<String> query(String parameter) {
    return Kind.checked(text -> text.indexOf('?') >= 0, "want a query with one ? for " + parameter);
  }

  /** A row that still lacks its text. */
  private record Row<T>(Section section, String name, Optional<String> defaultText, Kind<T> kind) {
    Parameter<T> means(String text) {
      Parameter<T> parameter = new Parameter<>(section, name, defaultText, kind, text);
      TABLE.add(parameter);
      return parameter;
    }
  }
}
