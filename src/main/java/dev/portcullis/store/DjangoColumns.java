package dev.portcullis.store;

import org.jspecify.annotations.Nullable;

/** The types of a table of Django's, which are asked for once, when they are first wanted. */
final class DjangoColumns {
  private final Database database;
  private final String table;
  private final String moment;
  private volatile @Nullable DjangoTypes types;

  /** Those of {@code user_id} and of this column of moments. */
  DjangoColumns(Database database, String table, String moment) {
    this.database = database;
    this.table = table;
    this.moment = moment;
  }

  DjangoTypes types() {
    DjangoTypes known = types;
    if (known == null) {
      known =
          database.run(
              "asking for the types of Django's columns",
              connection -> DjangoTypes.of(connection, table, moment));
      types = known;
    }
    return known;
  }
}
