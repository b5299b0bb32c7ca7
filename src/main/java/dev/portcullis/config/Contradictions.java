package dev.portcullis.config;

import dev.portcullis.Scheme;
import dev.portcullis.config.GateSettings.Login;
import dev.portcullis.config.GateSettings.PrincipalName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values that are good by themselves and cannot stand together. */
final class Contradictions {
  private static final List<Parameter<?>> OWN_POOL =
      List.of(
          Parameter.JDBC_USERNAME,
          Parameter.JDBC_PASSWORD,
          Parameter.JDBC_DRIVER,
          Parameter.POOL_SIZE,
          Parameter.POOL_WAIT);

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
    contradictions.findInJwt();
    contradictions.findInBrowsers();
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
    Optional<UsersSettings.Layout> layout = values.find(Parameter.USERS_LAYOUT);
    if (layout.equals(Optional.of(UsersSettings.Layout.PORTCULLIS))) {
      given(Section.USERS, Parameter.USERS_LAYOUT)
          .forEach(
              row -> add(row, "has an effect only with users=custom; set that or leave it out"));
    }
    if (layout.equals(Optional.of(UsersSettings.Layout.CUSTOM))) {
      if (!values.isGiven(Parameter.USERS_TABLE)) {
        add(Parameter.USERS_LAYOUT, "want users-table too");
      }
      if (!values.isGiven(Parameter.EMAIL_COLUMN)
          && values.find(Parameter.PRINCIPAL_NAME).equals(Optional.of(PrincipalName.EMAIL))) {
        add(Parameter.PRINCIPAL_NAME, "want email-column too");
      }
    }
    if (values.isGiven(Parameter.ROLES_QUERY) && values.isGiven(Parameter.ROLES_COLUMN)) {
      add(Parameter.ROLES_QUERY, "roles-column is given too; want one of them");
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
    Optional<JwtSettings.Algorithm> algorithm = values.find(Parameter.JWT_ALGORITHM);
    Optional<Secret> secret = values.find(Parameter.JWT_SECRET);
    if (algorithm.isPresent()
        && secret.isPresent()
        && secret.get().length() < algorithm.get().minKeyBytes()) {
      add(
          Parameter.JWT_SECRET,
          String.format(
              "want at least %d bytes for %s; these are %d",
              algorithm.get().minKeyBytes(), algorithm.get(), secret.get().length()));
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

  private List<Parameter<?>> given(Section section, Parameter<?>... except) {
    return Parameter.all().stream()
        .filter(row -> row.section() == section && values.isGiven(row))
        .filter(row -> !List.of(except).contains(row))
        .toList();
  }

  private void without(Scheme scheme, List<Parameter<?>> rows) {
    String text = "has no effect without " + scheme.keyword() + " in schemes; leave it out";
    rows.forEach(row -> add(row, text));
  }

  private void add(Parameter<?> parameter, String text) {
    problems.add(values.problem(parameter, text));
  }
}
