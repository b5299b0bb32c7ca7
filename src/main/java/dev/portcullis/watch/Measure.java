package dev.portcullis.watch;

/** The table of what is measured: for JMX by one name, for Prometheus by another. */
public enum Measure {
  ADMITTED("RequestsAdmitted", "requests_total{outcome=\"admitted\"}", "Requests at the gate."),
  REPORTED("RequestsReported", "requests_total{outcome=\"reported\"}", ""),
  MALFORMED("RequestsMalformed", "requests_total{outcome=\"malformed\"}", ""),
  UNAUTHENTICATED("RequestsUnauthenticated", "requests_total{outcome=\"unauthenticated\"}", ""),
  FORBIDDEN("RequestsForbidden", "requests_total{outcome=\"forbidden\"}", ""),
  THROTTLED("RequestsThrottled", "requests_total{outcome=\"throttled\"}", ""),
  UNAVAILABLE("RequestsUnavailable", "requests_total{outcome=\"unavailable\"}", ""),
  FAILED("RequestsFailed", "requests_total{outcome=\"failed\"}", ""),
  LOGINS("Logins", "logins_total{outcome=\"ok\"}", "Logins that were tried."),
  LOGINS_FAILED("LoginsFailed", "logins_total{outcome=\"failed\"}", ""),
  LOGINS_THROTTLED("LoginsThrottled", "logins_total{outcome=\"throttled\"}", ""),
  LOGIN_SECONDS(
      "LoginSeconds", "login_seconds_total", Kind.SECONDS, "Time that passwords have taken."),
  REFRESHES("Refreshes", "refreshes_total{outcome=\"ok\"}", "Refresh tokens that were offered."),
  REFRESHES_REFUSED("RefreshesRefused", "refreshes_total{outcome=\"refused\"}", ""),
  REUSES("RefreshReuses", "refresh_reuses_total", "Spent refresh tokens: stolen, or badly kept."),
  ENDED("SessionsEnded", "ended_total", "Logouts and other ends that somebody wanted."),
  BAD_TOKENS("BadTokens", "bad_tokens_total", "Forged, unknown and malformed tokens."),
  AUDIT_DROPPED(
      "AuditEventsDropped", "audit_dropped_total", "Audit events that table and listener missed."),
  DATABASE_CALLS("DatabaseCalls", "database_calls_total", "Uses of a connection."),
  DATABASE_FAILURES("DatabaseFailures", "database_failures_total", "Those that failed."),
  DATABASE_SECONDS(
      "DatabaseSeconds",
      "database_seconds_total",
      Kind.SECONDS,
      "Time they took, waiting for a connection included."),
  POOL_ACTIVE(
      "PoolActive", "pool_connections{state=\"active\"}", Kind.GAUGE, "Connections of our pool."),
  POOL_IDLE("PoolIdle", "pool_connections{state=\"idle\"}", Kind.GAUGE, ""),
  POOL_WAITING("PoolWaiting", "pool_waiting", Kind.GAUGE, "Requests that wait for one."),
  POOL_SIZE("PoolSize", "pool_size", Kind.GAUGE, "Connections of our pool at most."),
  USERS_REMEMBERED(
      "UsersRemembered", "users_remembered", Kind.GAUGE, "Users whose tokens are in use here."),
  REVOCATIONS_REMEMBERED(
      "RevocationsRemembered",
      "revocations_remembered",
      Kind.GAUGE,
      "Sessions that ended before their access tokens."),
  ADDRESSES_THROTTLED(
      "AddressesThrottled",
      "addresses_throttled",
      Kind.GAUGE,
      "Addresses whose tokens are not looked at this minute."),
  POLL_AGE(
      "RevocationPollAge",
      "revocation_poll_age_seconds",
      Kind.AGE,
      "Since what other nodes have ended was read."),
  PURGE_AGE(
      "PurgeAge", "purge_age_seconds", Kind.AGE, "Since this node last looked for expired rows.");

  /** What the number is. */
  public enum Kind {
    /** How often since the start. */
    COUNTER,
    /** Seconds since the start, in a fraction; counted in nanoseconds. */
    SECONDS,
    /** How many there are now. */
    GAUGE,
    /** Seconds since a moment, in a fraction. */
    AGE
  }

  private final String attribute;
  private final String series;
  private final Kind kind;
  private final String help;

  Measure(String attribute, String series, String help) {
    this(attribute, series, Kind.COUNTER, help);
  }

  Measure(String attribute, String series, Kind kind, String help) {
    this.attribute = attribute;
    this.series = series;
    this.kind = kind;
    this.help = help;
  }

  /** The name of the JMX attribute. */
  public String attribute() {
    return attribute;
  }

  /** The name of the Prometheus series after {@code portcullis_}, with its label. */
  public String series() {
    return series;
  }

  /** What kind of number it is. */
  public Kind kind() {
    return kind;
  }

  /** One sentence; empty in all but the first series of a family. */
  public String help() {
    return help;
  }

  /** What counts a request that was refused with this status. */
  public static Measure refusedWith(int status) {
    return switch (status) {
      case 401 -> UNAUTHENTICATED;
      case 403 -> FORBIDDEN;
      case 429 -> THROTTLED;
      case 503 -> UNAVAILABLE;
      case 500 -> FAILED;
      default -> MALFORMED;
    };
  }
}
