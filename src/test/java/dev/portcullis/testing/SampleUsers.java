package dev.portcullis.testing;

import dev.portcullis.store.Database;
import dev.portcullis.store.Schema;
import dev.portcullis.store.UserMapping;
import dev.portcullis.store.UserTable;
import java.util.Optional;
import java.util.Set;

/**
 * The users of the wire contract, in our own tables: {@code mamun} (id 1), {@code admin} (2),
 * {@code inactive} (3), {@code rahim} (4).
 */
public final class SampleUsers {
  /** Hashes of {@code 1234}, {@code admin-pass-1} and {@code rahim-pass}, made by Django 3.2. */
  private static final String SALTED = "pbkdf2_sha256$260000$refSaltRefSaltRefSalt0$";

  public static final String PASSWORD_1234 =
      SALTED + "Sn4gd8/5ptcPb7up0t936TdBzXvGqFInlweOApXUo38=";
  public static final String PASSWORD_ADMIN =
      SALTED + "+KrVeMJHlA4wUGejzx/G1fXtEVEY3uGPvro7vH/jLLU=";
  public static final String PASSWORD_RAHIM =
      SALTED + "9YDwuY+jnoMcLkpn4JoYOtiPKY6EKbClXPF8YNk6cN4=";

  private static final String CHEAP_1234 =
      "pbkdf2_sha256$1000$cheapcheapcheap0$nkbMnRp36aAKf99n94IoRL5pm3YsWh/kUI/dshAbksU=";

  private SampleUsers() {}

  /** The same, with a hash for {@code mamun} that lets a test sign in a hundred times. */
  public static void insertCheaplyInto(TestDatabase testDatabase) {
    insertInto(testDatabase);
    testDatabase.execute(
        "UPDATE portcullis_user SET password = '" + CHEAP_1234 + "' WHERE username = 'mamun'");
  }

  /** Makes the tables and the users. */
  public static void insertInto(TestDatabase testDatabase) {
    try (Database database = testDatabase.open()) {
      new Schema(database, "portcullis_").create(true);
      UserTable users = new UserTable(database, UserMapping.portcullis("portcullis_"));
      users.insert("mamun", PASSWORD_1234, Optional.of("mamun@gmail.com"), Set.of());
      users.insert("admin", PASSWORD_ADMIN, Optional.of("admin@example.com"), Set.of("admin"));
      users.insert("inactive", PASSWORD_1234, Optional.of("inactive@example.com"), Set.of());
      users.insert("rahim", PASSWORD_RAHIM, Optional.of("rahim@example.com"), Set.of());
    }
    testDatabase.execute("UPDATE portcullis_user SET active = FALSE WHERE username = 'inactive'");
  }
}
