package dev.portcullis.store;

import java.time.Duration;
import java.util.Optional;

/**
 * What a connection pool of our own is made of.
 *
 * @param url the JDBC URL
 * @param username the database user; empty if the URL or the driver knows it
 * @param password the database user's password
 * @param driverClass the driver's class; empty to guess it from the URL
 * @param size how many connections there are at most, at least 1
 * @param maxWait how long a request waits for a free connection before it is a database failure
 */
public record PoolSettings(
    String url,
    Optional<String> username,
    Optional<String> password,
    Optional<String> driverClass,
    int size,
    Duration maxWait) {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if the pool would hold no connection or nobody would wait
   */
  public PoolSettings {
    if (size < 1) {
      throw new IllegalArgumentException("size < 1: " + size);
    }
    // A pool takes zero or less for "wait forever", and a dead database would hold every request.
    if (maxWait.toMillis() < 1) {
      throw new IllegalArgumentException("maxWait < 1 ms: " + maxWait);
    }
  }

  /** Everything but the password, and of the URL only what cannot hold one. */
  @Override
  public String toString() {
    // MySQL takes hosts in parentheses, each with properties of its own.
    String bare = url.replaceFirst("[?;(].*", "?****").replaceFirst("//[^/]*@", "//****@");
    return "PoolSettings[url=%s, username=%s, password=****, driverClass=%s, size=%d, maxWait=%s]"
        .formatted(bare, username.orElse(""), driverClass.orElse(""), size, maxWait);
  }
}
