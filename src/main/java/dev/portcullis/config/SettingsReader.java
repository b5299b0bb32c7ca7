package dev.portcullis.config;

import dev.portcullis.Scheme;
import dev.portcullis.config.DatabaseSettings.TokenStore;
import dev.portcullis.config.GateSettings.Login;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes settings of what the sources give, or tells all that is wrong with it. */
public final class SettingsReader {
  private static final int MAX_DISTANCE = 3;

  private final List<Source> sources;
  private final References references;

  /** A reader of these sources, the strongest first. */
  public SettingsReader(List<Source> sources, References references) {
    this.sources = List.copyOf(sources);
    this.references = references;
  }

  /**
   * One line of the effective configuration.
   *
   * @param value as it is written in the source, so that references stay references; masked if it
   *     is secret
   * @param source the name of the source, or {@code default}
   */
  public record Effective(String name, String value, String source) {}

  /**
   * The settings.
   *
   * @throws ConfigException with all problems, if there is one
   */
  public Settings read() {
    GivenValues values = givenValues();
    List<String> problems = new ArrayList<>(values.problems());
    if (isWanted(values)) {
      problems.addAll(Contradictions.in(values));
    }
    problems.addAll(unknownNames());
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return settings(values);
  }

  /** What holds for each parameter that has a value, in the order of the table. */
  public List<Effective> report() {
    List<Effective> report = new ArrayList<>();
    for (Parameter<?> row : Parameter.all()) {
      Optional<GivenValues.Given> given = GivenValues.find(row, sources);
      if (given.isPresent()) {
        String shown = row.show(given.get().text());
        report.add(new Effective(row.name(), shown, given.get().source().name()));
      } else if (row.defaultText().isPresent()) {
        report.add(new Effective(row.name(), row.defaultText().get(), "default"));
      }
    }
    return report;
  }

  private GivenValues givenValues() {
    GivenValues enabled = GivenValues.read(List.of(Parameter.ENABLED), sources, references);
    return isWanted(enabled) ? GivenValues.read(Parameter.all(), sources, references) : enabled;
  }

  // A bad value of enabled is no wish to have the gate open.
  private static boolean isWanted(GivenValues values) {
    return values.find(Parameter.ENABLED).orElse(true);
  }

  private List<String> unknownNames() {
    List<String> problems = new ArrayList<>();
    for (Source source : sources) {
      for (String name : source.names()) {
        if (Parameter.named(name).isEmpty()) {
          String nearest = nearest(name).map(row -> "; did you mean " + row + "?").orElse("");
          problems.add(name + " (" + source.name() + "): no such parameter" + nearest);
        }
      }
    }
    return problems;
  }

  /** The parameter that was meant, if one is near; in a short name fewer letters may be wrong. */
  private static Optional<Parameter<?>> nearest(String name) {
    int allowed = Math.min(MAX_DISTANCE, name.length() / 2);
    Optional<Parameter<?>> nearest =
        Parameter.all().stream()
            .min(Comparator.comparingInt(row -> EditDistance.between(name, row.name())));
    return nearest.filter(row -> EditDistance.between(name, row.name()) <= allowed);
  }

  private static Settings settings(GivenValues values) {
    return new Settings(
        gate(values),
        database(values),
        new UsersReader(values).read(),
        passwords(values),
        jwt(values),
        new StaticTokenSettings(
            values.find(Parameter.TOKEN_SECRET),
            values.find(Parameter.TOKEN_LIFETIME),
            values.find(Parameter.TOKEN_IDLE),
            values.get(Parameter.TOKEN_PER_LOGIN)),
        browsers(values),
        new OAuthSettings(
            values.get(Parameter.REVOCATION_ENDPOINT),
            values.get(Parameter.INTROSPECTION_ENDPOINT),
            values.get(Parameter.INTROSPECTION_CLIENTS)),
        new DefenceSettings(
            values.get(Parameter.LOCKOUT),
            values.get(Parameter.LOCKOUT_AFTER),
            values.get(Parameter.LOCKOUT_MAX),
            values.get(Parameter.BAD_TOKEN_LIMIT),
            values.get(Parameter.TRUSTED_PROXIES),
            values.get(Parameter.AUDIT)),
        operation(values));
  }

  private static OperationSettings operation(GivenValues values) {
    return new OperationSettings(
        values.get(Parameter.JMX),
        values.get(Parameter.HEALTH),
        values.find(Parameter.METRICS),
        new AuditSettings(
            values.get(Parameter.AUDIT_TABLE),
            values.get(Parameter.AUDIT_KEEP),
            values.find(Parameter.AUDIT_LISTENER)));
  }

  private static BrowserSettings browsers(GivenValues values) {
    return new BrowserSettings(
        values.get(Parameter.COOKIES),
        values.get(Parameter.COOKIE_SAME_SITE),
        values.get(Parameter.COOKIE_SECURE),
        values.find(Parameter.LOGIN_PAGE),
        values.find(Parameter.LOGIN_TITLE),
        values.get(Parameter.LOGIN_COLOR),
        values.get(Parameter.CORS_ORIGINS));
  }

  private static GateSettings gate(GivenValues values) {
    List<Scheme> schemes = values.get(Parameter.SCHEMES);
    return new GateSettings(
        values.get(Parameter.ENABLED),
        values.get(Parameter.MODE),
        values.get(Parameter.BASE_PATH),
        schemes,
        values
            .find(Parameter.LOGIN)
            .orElse(schemes.contains(Scheme.BEARER) ? Login.JWT : Login.TOKEN),
        values.get(Parameter.RULES),
        values.get(Parameter.TOKEN_SOURCES),
        values.get(Parameter.PROFILE),
        values.get(Parameter.PRINCIPAL_NAME),
        values.get(Parameter.ROLE_PREFIX),
        values.find(Parameter.SESSION_ATTRIBUTE),
        values.find(Parameter.REQUEST_ATTRIBUTE),
        values.get(Parameter.CHECK_DISPATCH),
        values.get(Parameter.CONTAINER_BRIDGE));
  }

  private static DatabaseSettings database(GivenValues values) {
    return new DatabaseSettings(
        values.find(Parameter.DATA_SOURCE),
        values.find(Parameter.JDBC_URL),
        values.find(Parameter.JDBC_USERNAME),
        values.find(Parameter.JDBC_PASSWORD),
        values.find(Parameter.JDBC_DRIVER),
        values.get(Parameter.POOL_SIZE),
        values.get(Parameter.POOL_WAIT),
        values.get(Parameter.SCHEMA),
        values.get(Parameter.TABLE_PREFIX),
        values.tokenStore().orElse(TokenStore.PORTCULLIS));
  }

  private static PasswordSettings passwords(GivenValues values) {
    return new PasswordSettings(
        values.get(Parameter.PASSWORD_ENCODING),
        values.find(Parameter.PASSWORD_FORMAT),
        values.get(Parameter.PASSWORD_UPGRADE),
        values.find(Parameter.PASSWORD_PEPPER),
        new PasswordChangeSettings(
            values.get(Parameter.PASSWORD_CHANGE), values.get(Parameter.PASSWORD_MIN_LENGTH)));
  }

  private static JwtSettings jwt(GivenValues values) {
    return new JwtSettings(
        new JwtKeySettings(
            values.find(Parameter.JWT_ALGORITHM),
            values.find(Parameter.JWT_SECRET),
            values.get(Parameter.JWT_KEYS),
            values.find(Parameter.JWT_KEY_ROTATION),
            values.get(Parameter.JWT_TRUSTED_ISSUERS)),
        values.find(Parameter.JWT_ISSUER),
        values.find(Parameter.JWT_AUDIENCE),
        values.get(Parameter.JWT_TYP),
        values.get(Parameter.JWT_LEEWAY),
        values.get(Parameter.ACCESS_LIFETIME),
        values.get(Parameter.REFRESH_LIFETIME),
        values.get(Parameter.REFRESH_ROTATE),
        values.get(Parameter.REFRESH_GRACE),
        values.find(Parameter.SESSION_MAX),
        values.get(Parameter.REVOCATION),
        values.get(Parameter.REVOCATION_POLL),
        values.get(Parameter.STALE_LIMIT),
        values.get(Parameter.USER_CHECK),
        values.get(Parameter.JWT_CLAIMS));
  }
}
