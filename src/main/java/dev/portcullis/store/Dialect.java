package dev.portcullis.store;

import java.util.Locale;

/** The databases that we create tables for; their statements are otherwise the same. */
public enum Dialect {
  /** H2, in any of its modes. */
  H2("schema-h2.sql"),
  /** MySQL and MariaDB. */
  MYSQL("schema-mysql.sql"),
  /** PostgreSQL. */
  POSTGRESQL("schema-postgresql.sql"),
  /** Anything else: it gets the plainest statements and may refuse them. */
  OTHER("schema-h2.sql");

  private final String schemaFile;

  Dialect(String schemaFile) {
    this.schemaFile = schemaFile;
  }

  /** The resource with the statements that make our tables. */
  String schemaFile() {
    return schemaFile;
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
