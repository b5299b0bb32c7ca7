package dev.portcullis.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A JDBC URL as far as it must be understood: whose driver it is for, and what it sets. */
final class JdbcUrl {

  /**
   * Turn one injected statement into many, or let the server read our files or make objects of what
   * it sends.
   */
  private static final List<String> REFUSED =
      List.of("allowMultiQueries", "allowLoadLocalInfile", "autoDeserialize");

  private static final Set<String> OFF = Set.of("false", "no");

  // The defaults of MySQL's driver wait forever, throw on the date 0000-00-00 that old tables are
  // full of, parse a statement anew each time and tell server and user in messages.
  private static final Map<String, String> MYSQL =
      Map.of(
          "connectTimeout", "3000",
          "socketTimeout", "10000",
          "zeroDateTimeBehavior", "CONVERT_TO_NULL",
          "cachePrepStmts", "true",
          "prepStmtCacheSqlLimit", "2048",
          "paranoid", "true");
  private static final Map<String, String> MARIADB =
      Map.of("connectTimeout", "3000", "socketTimeout", "10000");
  // In seconds.
  private static final Map<String, String> POSTGRESQL =
      Map.of("connectTimeout", "3", "socketTimeout", "10");

  private final String url;
  private final String kind;

  /**
   * Checks the URL.
   *
   * @throws IllegalArgumentException if it does not begin with {@code jdbc:}, or enables for
   *     MySQL's or MariaDB's driver what must stay off
   */
  JdbcUrl(String url) {
    if (!url.startsWith("jdbc:")) {
      throw new IllegalArgumentException(
          "not a JDBC URL: want one such as jdbc:mysql://host/database");
    }
    this.url = url;
    this.kind = url.substring(5).split("[:+]", 2)[0].toLowerCase(Locale.ROOT);
    if (kind.equals("mysql") || kind.equals("mariadb")) {
      REFUSED.forEach(this::refuse);
    }
  }

  private void refuse(String property) {
    if (!values(property).stream().allMatch(OFF::contains)) {
      throw new IllegalArgumentException(
          "the JDBC URL sets " + property + ": it must stay off, take it out of the URL");
    }
  }

  /** The class of the driver that this URL is for; empty if we do not know it. */
  Optional<String> driverClass() {
    return Optional.ofNullable(
        switch (kind) {
          case "mysql" -> "com.mysql.cj.jdbc.Driver";
          case "mariadb" -> "org.mariadb.jdbc.Driver";
          case "postgresql" -> "org.postgresql.Driver";
          case "h2" -> "org.h2.Driver";
          default -> null;
        });
  }

  /** What the driver should be told besides, without what the URL tells it already. */
  Map<String, String> properties() {
    Map<String, String> properties =
        new LinkedHashMap<>(
            switch (kind) {
              case "mysql" -> MYSQL;
              case "mariadb" -> MARIADB;
              case "postgresql" -> POSTGRESQL;
              default -> Map.of();
            });
    properties.keySet().removeIf(property -> !values(property).isEmpty());
    return properties;
  }

  // MySQL's driver takes properties behind "?" and, per host, within parentheses, in any letter
  // case and percent-encoded.
  private List<String> values(String property) {
    return Pattern.compile(
            "[?&;(,]\\s*" + property + "\\s*(?:=\\s*([^&;,)]*)|(?=[&;,)]|$))",
            Pattern.CASE_INSENSITIVE)
        .matcher(decoded())
        .results()
        .map(set -> String.valueOf(set.group(1)).strip().toLowerCase(Locale.ROOT))
        .toList();
  }

  private String decoded() {
    try {
      return URLDecoder.decode(url, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) { // A bare "%" in a password: nothing is encoded then.
      return url;
    }
  }
}
