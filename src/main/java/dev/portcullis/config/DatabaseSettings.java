package dev.portcullis.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the database is; exactly one of data source and JDBC URL is present while the gate is
 * enabled.
 *
 * @param dataSource a JNDI name, with or without {@code java:comp/env/}
 * @param poolSize how many connections at most
 * @param poolWait how long to wait for one
 * @param tablePrefix what the names of our own tables begin with
 * @param tokenStore where static tokens and login sessions are kept
 */
public record DatabaseSettings(
    Optional<String> dataSource,
    Optional<JdbcUrl> jdbcUrl,
    Optional<String> jdbcUsername,
    Optional<Secret> jdbcPassword,
    Optional<String> jdbcDriver,
    int poolSize,
    Duration poolWait,
    Schema schema,
    String tablePrefix,
    TokenStore tokenStore) {

  /** What is done about our own tables at start. */
  public enum Schema {
    /** Those that are missing are made. */
    CREATE,
    /** Missing ones stop the deployment. */
    VALIDATE,
    /** Nothing is looked at. */
    NONE
  }

  /** Whose tables have the static tokens and the login sessions. */
  public enum TokenStore {
    /** Our own. */
    PORTCULLIS,
    /** Those of Django REST Framework and simplejwt. */
    DJANGO
  }
}
