package dev.portcullis.store;

import java.util.Locale;
import java.util.Optional;

/** The databases that we create tables for; their statements are otherwise the same. */
public enum Dialect {
  /** H2, in any of its modes. */
  H2("schema-h2.sql", "SELECT EXTRACT(EPOCH FROM CURRENT_TIMESTAMP)"),
  /** MySQL and MariaDB. */
  MYSQL("schema-mysql.sql", "SELECT UNIX_TIMESTAMP()"),
  /** PostgreSQL. */
  POSTGRESQL("schema-postgresql.sql", "SELECT EXTRACT(EPOCH FROM CURRENT_TIMESTAMP)"),
  /** Anything else: it gets the plainest statements and may refuse them. */
  OTHER("schema-h2.sql", "");

  private final String schemaFile;
  private final String secondsQuery;

  Dialect(String schemaFile, String secondsQuery) {
    this.schemaFile = schemaFile;
    this.secondsQuery = secondsQuery;
  }

  /** The resource with the statements that make our tables. */
  String schemaFile() {
    return schemaFile;
  }

  /** A query for the seconds since 1970, in whatever zone; empty if there is none for all. */
  Optional<String> secondsQuery() {
    return secondsQuery.isEmpty() ? Optional.empty() : Optional.of(secondsQuery);
  }

  /** A name in quotes, for those that are reserved words; its case then counts. */
  String quoted(String name) {
    String quote = this == MYSQL ? "`" : "\"";
    return quote + name + quote;
  }

  /** The dialect of a database by the product name that its driver tells. */
  static Dialect of(String product) {
    return switch (product.toLowerCase(Locale.ROOT)) {
      case "h2" -> H2;
      case "mysql", "mariadb" -> MYSQL;
      case "postgresql" -> POSTGRESQL;
      default -> OTHER;
    };
  }
}
