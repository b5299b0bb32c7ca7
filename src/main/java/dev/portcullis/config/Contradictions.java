package dev.portcullis.config;

import dev.portcullis.Scheme;
import dev.portcullis.config.DatabaseSettings.TokenStore;
import dev.portcullis.config.GateSettings.Login;
import dev.portcullis.config.GateSettings.PrincipalName;
import dev.portcullis.config.JwtKeySettings.Algorithm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Values that are good by themselves and cannot stand together. */
final class Contradictions {
  private static final List<Parameter<?>> OWN_POOL =
      List.of(
          Parameter.JDBC_USERNAME,
          Parameter.JDBC_PASSWORD,
          Parameter.JDBC_DRIVER,
          Parameter.POOL_SIZE,
          Parameter.POOL_WAIT);

  /** What names a column of the users' table, or that table. */
  private static final List<Parameter<?>> IN_TABLE =
      List.of(
          Parameter.USERS_TABLE,
          Parameter.ID_COLUMN,
          Parameter.USERNAME_COLUMN,
          Parameter.PASSWORD_COLUMN,
          Parameter.SALT_COLUMN,
          Parameter.EMAIL_COLUMN,
          Parameter.ACTIVE_COLUMN,
          Parameter.LOCKED_UNTIL_COLUMN,
          Parameter.EXPIRES_AT_COLUMN,
          Parameter.ROLES_COLUMN);

  private static final int MAX_KEYS_AT_ONCE = 20;

  private final GivenValues values;
  private final List<String> problems = new ArrayList<>();

  private Contradictions(GivenValues values) {
    this.values = values;
  }

  /** What contradicts what; a value that is bad by itself has been told and is left out. */
  static List<String> in(GivenValues values) {
    Contradictions contradictions = new Contradictions(values);
    contradictions.findInSchemes();
    contradictions.findInDatabase();
    contradictions.findInUsers();
    contradictions.findInTokenStore();
    contradictions.findInPasswords();
    contradictions.findInJwt();
    contradictions.findInBrowsers();
    contradictions.findInClaims();
    contradictions.findInOAuth();
    contradictions.findInAudit();
    return contradictions.problems;
  }

  private void findInSchemes() {
    Optional<List<Scheme>> schemes = values.find(Parameter.SCHEMES);
    if (schemes.isEmpty()) {
      return;
    }
    Optional<Login> login = values.find(Parameter.LOGIN);
    if (!schemes.get().contains(Scheme.BEARER)) {
      if (login.equals(Optional.of(Login.JWT))) {
        add(Parameter.LOGIN, "want Bearer in schemes too");
      }
      // Users are read again for static tokens too.
      without(Scheme.BEARER, given(Section.JWT, Parameter.USER_CHECK, Parameter.STALE_LIMIT));
    }
    if (!schemes.get().contains(Scheme.TOKEN)) {
      if (login.equals(Optional.of(Login.TOKEN))) {
        add(Parameter.LOGIN, "want Token in schemes too");
      }
      if (values.find(Parameter.TOKEN_SOURCES).filter(list -> !list.isEmpty()).isPresent()) {
        without(Scheme.TOKEN, List.of(Parameter.TOKEN_SOURCES));
      }
      without(Scheme.TOKEN, given(Section.STATIC_TOKENS));
    }
  }

  private void findInDatabase() {
    boolean dataSource = values.isGiven(Parameter.DATA_SOURCE);
    boolean jdbcUrl = values.isGiven(Parameter.JDBC_URL);
    if (dataSource && jdbcUrl) {
      add(Parameter.DATA_SOURCE, "jdbc-url is given too; want one of them");
    }
    if (!dataSource && !jdbcUrl) {
      problems.add("data-source: neither it nor jdbc-url is given; want one of them");
    }
    if (dataSource && !jdbcUrl) {
      OWN_POOL.stream()
          .filter(values::isGiven)
          .forEach(row -> add(row, "has no effect on a data-source; leave it out"));
    }
  }

  private void findInUsers() {
    Optional<UsersSettings.Layout> found = values.find(Parameter.USERS_LAYOUT);
    if (found.isEmpty()) {
      return;
    }
    UsersSettings.Layout layout = found.get();
    if (layout == UsersSettings.Layout.PORTCULLIS) {
      given(Section.USERS, Parameter.USERS_LAYOUT)
          .forEach(
              row ->
                  add(row, "has no effect with users=portcullis; set users too or leave it out"));
      return;
    }
    if (values.isGiven(Parameter.USERS_QUERY)) {
      findInOwnQueries(layout);
    } else {
      findInTable(layout);
    }
    if (!values.isGiven(Parameter.ROLES_TABLE)) {
      given(List.of(Parameter.ROLES_USER_COLUMN, Parameter.ROLES_ROLE_COLUMN)).stream()
          .filter(row -> values.find(Parameter.ROLES_TABLE).isEmpty())
          .forEach(row -> add(row, "has no effect without roles-table; leave it out"));
    }
  }

  private void findInOwnQueries(UsersSettings.Layout layout) {
    if (layout != UsersSettings.Layout.CUSTOM) {
      add(Parameter.USERS_QUERY, "goes only with users=custom; set that or leave it out");
    }
    if (!values.isGiven(Parameter.USERS_BY_ID_QUERY)) {
      add(Parameter.USERS_QUERY, "want users-by-id-query too");
    }
    given(IN_TABLE).forEach(row -> add(row, "has no effect with users-query; leave it out"));
  }

  private void findInTable(UsersSettings.Layout layout) {
    if (values.isGiven(Parameter.USERS_BY_ID_QUERY)) {
      add(Parameter.USERS_BY_ID_QUERY, "want users-query too");
    }
    if (layout == UsersSettings.Layout.CUSTOM && !values.isGiven(Parameter.USERS_TABLE)) {
      add(Parameter.USERS_LAYOUT, "want users-table or users-query too");
    }
    // The groups of another model are in other tables, whose ids would be taken for these.
    if (layout == UsersSettings.Layout.DJANGO
        && values.isGiven(Parameter.USERS_TABLE)
        && given(List.of(Parameter.ROLES_QUERY, Parameter.ROLES_TABLE, Parameter.ROLES_COLUMN))
            .isEmpty()) {
      add(Parameter.USERS_TABLE, "want roles-query too, for the groups of these users");
    }
    if (values.find(Parameter.EMAIL_COLUMN).isEmpty()
        && values.find(Parameter.PRINCIPAL_NAME).equals(Optional.of(PrincipalName.EMAIL))) {
      add(Parameter.PRINCIPAL_NAME, "want email-column too");
    }
  }

  private void findInTokenStore() {
    if (!values.tokenStore().equals(Optional.of(TokenStore.DJANGO))) {
      return;
    }
    Optional<UsersSettings.Layout> layout = values.find(Parameter.USERS_LAYOUT);
    if (layout.isPresent() && layout.get() != UsersSettings.Layout.DJANGO) {
      add(Parameter.TOKEN_STORE, "goes only with users=django; set that or leave it out");
      return;
    }
    List.of(
            Parameter.PASSWORD_CHANGE,
            Parameter.REVOCATION_ENDPOINT,
            Parameter.INTROSPECTION_ENDPOINT)
        .stream()
        .filter(row -> values.find(row).equals(Optional.of(true)))
        .forEach(row -> add(row, "goes only with token-store=portcullis; leave it out"));
    List<Scheme> schemes = values.find(Parameter.SCHEMES).orElse(List.of());
    List<Parameter<?>> useless = new ArrayList<>();
    if (schemes.contains(Scheme.BEARER)) {
      useless.addAll(given(List.of(Parameter.SESSION_MAX)));
      if (!values.isGiven(Parameter.JWT_SECRET) && !values.isGiven(Parameter.JWT_KEYS)) {
        problems.add(
            "jwt-secret: it is not given; want the SECRET_KEY of the Django site, or"
                + " token-store=portcullis for tokens that the site does not know");
      }
    }
    if (schemes.contains(Scheme.TOKEN)) {
      useless.addAll(given(Section.STATIC_TOKENS));
    }
    useless.forEach(row -> add(row, "has no effect with token-store=django; leave it out"));
  }

  private void findInPasswords() {
    if (values.isGiven(Parameter.SALT_COLUMN) && !values.isGiven(Parameter.PASSWORD_FORMAT)) {
      add(Parameter.SALT_COLUMN, "has no effect without password-format; leave it out");
    }
    List<Parameter<Boolean>> writing =
        List.of(Parameter.PASSWORD_UPGRADE, Parameter.PASSWORD_CHANGE);
    if (values.isGiven(Parameter.USERS_QUERY) && !values.isGiven(Parameter.UPDATE_PASSWORD)) {
      writing.stream()
          .filter(row -> values.find(row).equals(Optional.of(true)))
          .forEach(row -> add(row, "want users-update-password too, beside users-query"));
    }
    if (values.isGiven(Parameter.UPDATE_PASSWORD)
        && writing.stream().allMatch(row -> values.find(row).equals(Optional.of(false)))) {
      add(
          Parameter.UPDATE_PASSWORD,
          "has no effect without password-upgrade=true or password-change=true; leave it out");
    }
    if (values.isGiven(Parameter.PASSWORD_MIN_LENGTH)
        && values.find(Parameter.PASSWORD_CHANGE).equals(Optional.of(false))) {
      add(
          Parameter.PASSWORD_MIN_LENGTH,
          "has no effect without password-change=true; leave it out");
    }
  }

  private void findInJwt() {
    Optional<Duration> access = values.find(Parameter.ACCESS_LIFETIME);
    Optional<Duration> refresh = values.find(Parameter.REFRESH_LIFETIME);
    if (access.isPresent() && refresh.isPresent() && access.get().compareTo(refresh.get()) >= 0) {
      add(
          Parameter.ACCESS_LIFETIME,
          "want less than refresh-lifetime, which is " + DurationText.format(refresh.get()));
    }
    findInRotation(refresh);
    findInJwtKeys();
    findInTrustedIssuers();
  }

  /** Each key verifies for as long as a refresh token lives: a JWK set has an end. */
  private void findInRotation(Optional<Duration> refresh) {
    Optional<Duration> rotation = values.find(Parameter.JWT_KEY_ROTATION);
    if (rotation.isPresent()
        && refresh.isPresent()
        && rotation.get().multipliedBy(MAX_KEYS_AT_ONCE).compareTo(refresh.get()) < 0) {
      add(
          Parameter.JWT_KEY_ROTATION,
          "want at least a twentieth of refresh-lifetime, which is "
              + DurationText.format(refresh.get()));
    }
  }

  private void findInJwtKeys() {
    boolean files = values.find(Parameter.JWT_KEYS).filter(list -> !list.isEmpty()).isPresent();
    if (values.isGiven(Parameter.JWT_SECRET) && files) {
      add(Parameter.JWT_SECRET, "jwt-keys is given too; want one of them");
    }
    if (values.isGiven(Parameter.JWT_KEY_ROTATION)
        && (values.isGiven(Parameter.JWT_SECRET) || files)) {
      add(
          Parameter.JWT_KEY_ROTATION,
          "has an effect only on keys in the database; leave it out, or jwt-secret and jwt-keys");
    }
    Algorithm algorithm = values.find(Parameter.JWT_ALGORITHM).orElse(Algorithm.HS256);
    Optional<Secret> secret = values.find(Parameter.JWT_SECRET);
    if (secret.isPresent() && !algorithm.isSymmetric()) {
      add(Parameter.JWT_ALGORITHM, "a jwt-secret is given, which is for HS256; want jwt-keys");
    } else if (secret.isPresent() && secret.get().length() < algorithm.minKeyBytes()) {
      add(
          Parameter.JWT_SECRET,
          String.format(
              "want at least %d bytes for %s; these are %d",
              algorithm.minKeyBytes(), algorithm.word(), secret.get().length()));
    }
  }

  private void findInTrustedIssuers() {
    List<TrustedIssuer> issuers = values.find(Parameter.JWT_TRUSTED_ISSUERS).orElse(List.of());
    if (issuers.isEmpty()) {
      return;
    }
    if (!values.isGiven(Parameter.JWT_AUDIENCE)) {
      // An issuer signs for many: without it, tokens for all of them would be good here.
      add(Parameter.JWT_TRUSTED_ISSUERS, "want jwt-audience too");
    }
    Optional<String> own = values.find(Parameter.JWT_ISSUER);
    if (issuers.stream()
        .map(TrustedIssuer::issuer)
        .anyMatch(name -> own.equals(Optional.of(name)))) {
      add(Parameter.JWT_TRUSTED_ISSUERS, "jwt-issuer is among them; want others than ourselves");
    }
  }

  private void findInBrowsers() {
    List<Parameter<?>> given = given(Section.BROWSERS, Parameter.COOKIES, Parameter.CORS_ORIGINS);
    Optional<List<Scheme>> schemes = values.find(Parameter.SCHEMES);
    if (schemes.isPresent() && !schemes.get().contains(Scheme.BEARER)) {
      // What is in the cookies are JWTs.
      without(Scheme.BEARER, given);
    } else if (values.find(Parameter.COOKIES).equals(Optional.of(BrowserSettings.Cookies.OFF))) {
      given.forEach(row -> add(row, "has no effect with cookies=off; leave it out"));
    }
    if (values.find(Parameter.COOKIE_SAME_SITE).equals(Optional.of(BrowserSettings.SameSite.NONE))
        && values.find(Parameter.COOKIE_SECURE).equals(Optional.of(BrowserSettings.Secure.FALSE))) {
      add(Parameter.COOKIE_SAME_SITE, "want cookie-secure=true or auto, or browsers drop it");
    }
  }

  /** A hash in a token would be there for everybody to read and to try passwords on. */
  private void findInClaims() {
    boolean own = values.isGiven(Parameter.USERS_QUERY);
    Set<String> secret = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    secret.add(own ? "password" : values.find(Parameter.PASSWORD_COLUMN).orElse("password"));
    secret.add(own ? "salt" : values.find(Parameter.SALT_COLUMN).orElse("salt"));
    values.find(Parameter.JWT_CLAIMS).orElse(Map.of()).values().stream()
        .filter(secret::contains)
        .forEach(column -> add(Parameter.JWT_CLAIMS, "want no passwords in tokens: " + column));
  }

  private void findInOAuth() {
    Optional<Boolean> asked = values.find(Parameter.INTROSPECTION_ENDPOINT);
    Optional<List<OAuthClient>> clients = values.find(Parameter.INTROSPECTION_CLIENTS);
    if (asked.equals(Optional.of(true)) && clients.filter(List::isEmpty).isPresent()) {
      add(Parameter.INTROSPECTION_ENDPOINT, "want introspection-clients too");
    }
    if (asked.equals(Optional.of(false)) && clients.filter(list -> !list.isEmpty()).isPresent()) {
      add(
          Parameter.INTROSPECTION_CLIENTS,
          "has no effect without introspection-endpoint=true; leave it out");
    }
  }

  private void findInAudit() {
    if (values.isGiven(Parameter.AUDIT_KEEP)
        && values.find(Parameter.AUDIT_TABLE).equals(Optional.of(false))) {
      add(Parameter.AUDIT_KEEP, "has no effect without audit-table=true; leave it out");
    }
  }

  private List<Parameter<?>> given(List<Parameter<?>> rows) {
    List<Parameter<?>> given = new ArrayList<>();
    for (Parameter<?> row : rows) {
      if (values.isGiven(row)) {
        given.add(row);
      }
    }
    return given;
  }

  private List<Parameter<?>> given(Section section, Parameter<?>... except) {
    return Parameter.all().stream()
        .filter(row -> row.section() == section && values.isGiven(row))
        .filter(row -> !List.of(except).contains(row))
        .toList();
  }

  private void without(Scheme scheme, List<Parameter<?>> rows) {
    String text = "has no effect without " + scheme.keyword() + " in schemes; leave it out";
    for (Parameter<?> row : rows) {
      add(row, text);
    }
  }

  private void add(Parameter<?> parameter, String text) {
    problems.add(values.problem(parameter, text));
  }
}
