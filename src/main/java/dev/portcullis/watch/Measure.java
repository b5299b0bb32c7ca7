package dev.portcullis.watch;

/**
 * The table of what is measured: for JMX by one name, for Prometheus by another, which tells by its
 * own conventions what kind of number it is.
 */
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
  LOGIN_SECONDS("LoginSeconds", "login_seconds_total", "Time that passwords have taken."),
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
      "Time they took, waiting for a connection included."),
  POOL_ACTIVE("PoolActive", "pool_connections{state=\"active\"}", "Connections of our pool."),
  POOL_IDLE("PoolIdle", "pool_connections{state=\"idle\"}", ""),
  POOL_WAITING("PoolWaiting", "pool_waiting", "Requests that wait for one."),
  POOL_SIZE("PoolSize", "pool_size", "Connections of our pool at most."),
  USERS_REMEMBERED("UsersRemembered", "users_remembered", "Users whose tokens are in use here."),
  REVOCATIONS_REMEMBERED(
      "RevocationsRemembered",
      "revocations_remembered",
      "Sessions that ended before their access tokens."),
  ADDRESSES_THROTTLED(
      "AddressesThrottled",
      "addresses_throttled",
      "Addresses whose tokens are not looked at this minute."),
  POLL_AGE(
      "RevocationPollAge",
      "revocation_poll_age_seconds",
      "Since what other nodes have ended was read."),
  PURGE_AGE("PurgeAge", "purge_age_seconds", "Since this node last looked for expired rows.");

  private final String attribute;
  private final String series;
  private final String help;

  Measure(String attribute, String series, String help) {
    this.attribute = attribute;
    this.series = series;
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

  /** Whether it counts from the start on, and does not tell how things are at this moment. */
  public boolean isCounter() {
    return series.contains("_total");
  }

  /** Whether it is seconds, in a fraction; they are counted in nanoseconds. */
  public boolean isSeconds() {
    return series.contains("_seconds");
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
