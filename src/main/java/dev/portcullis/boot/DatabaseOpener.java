package dev.portcullis.boot;

import dev.portcullis.Scheme;
import dev.portcullis.StoreException;
import dev.portcullis.config.ConfigException;
import dev.portcullis.config.DatabaseSettings;
import dev.portcullis.config.Secret;
import dev.portcullis.config.Settings;
import dev.portcullis.config.UsersSettings;
import dev.portcullis.password.BareFormat;
import dev.portcullis.password.PasswordEncoding;
import dev.portcullis.password.PasswordHashes;
import dev.portcullis.store.ConnectionPool;
import dev.portcullis.store.Database;
import dev.portcullis.store.DjangoTokenTable;
import dev.portcullis.store.KeyTable;
import dev.portcullis.store.OutstandingTable;
import dev.portcullis.store.PasswordUpdate;
import dev.portcullis.store.PoolSettings;
import dev.portcullis.store.Schema;
import dev.portcullis.store.UserTable;
import java.util.ArrayList;
import java.util.List;

/** Opens the database of the settings and holds them against it, so that nothing fails later. */
final class DatabaseOpener {
  private DatabaseOpener() {}

  /**
   * The database, with its tables made or checked.
   *
   * @param endsWithLoader whether our class loader ends when the database is closed
   * @throws ConfigException if it is away, or something in it is not as the settings say; it is
   *     closed again
   */
  static Database open(Settings settings, boolean endsWithLoader) {
    Database database = find(settings, endsWithLoader);
    try {
      List<String> problems = connect(database, settings);
      if (problems.isEmpty()) {
        problems.addAll(problemsIn(database, settings));
      }
      if (!problems.isEmpty()) {
        throw new ConfigException(problems);
      }
      return database;
    } catch (RuntimeException | LinkageError e) {
      database.close();
      throw e;
    }
  }

  /** What is wrong with words of the settings, which no database is needed for. */
  private static List<String> problemsOfWords(Settings settings) {
    List<String> problems = new ArrayList<>();
    told(
        problems,
        "password-encoding",
        () -> PasswordEncoding.parse(settings.passwords().encoding()));
    told(
        problems,
        "password-format",
        () -> settings.passwords().format().ifPresent(BareFormat::parse));
    told(problems, "users", () -> UserMappings.of(settings));
    told(
        problems,
        "users-update-password",
        () -> settings.users().updatePassword().ifPresent(PasswordUpdate::parse));
    return problems;
  }

  /** The database, to which nobody has connected yet. */
  private static Database find(Settings settings, boolean endsWithLoader) {
    DatabaseSettings where = settings.database();
    String problem;
    try {
      return where.dataSource().isPresent()
          ? Database.named(where.dataSource().get())
          : new Database(new ConnectionPool(poolSettings(where), endsWithLoader));
    } catch (IllegalArgumentException e) {
      problem = e.getMessage();
    } catch (StoreException e) {
      problem = e.getMessage() + ": " + causeOf(e);
    }
    List<String> problems = problemsOfWords(settings);
    problems.add(parameter(where) + ": " + problem);
    throw new ConfigException(problems);
  }

  private static List<String> connect(Database database, Settings settings) {
    List<String> problems = new ArrayList<>();
    Connecting connecting = Connecting.begin(database);
    try {
      problems.addAll(problemsOfWords(settings));
      EarlyLoading.load(settings.passwords());
    } finally {
      connecting.await();
    }
    connecting
        .failure()
        .ifPresent(
            failure ->
                problems.add(
                    parameter(settings.database())
                        + ": the database does not answer: "
                        + causeOf(failure)));
    return problems;
  }

  private static List<String> problemsIn(Database database, Settings settings) {
    String prefix = settings.database().tablePrefix();
    List<String> problems = new ArrayList<>();
    try {
      Schema schema = new Schema(database, prefix, settings.operation().audit().table());
      if (settings.database().schema() == DatabaseSettings.Schema.CREATE) {
        schema.create(settings.users().layout() == UsersSettings.Layout.PORTCULLIS);
      }
      if (settings.database().schema() != DatabaseSettings.Schema.NONE) {
        problems.addAll(schema.problems());
      }
      List<String> userProblems = new UserTable(database, UserMappings.of(settings)).problems();
      problems.addAll(userProblems);
      problems.addAll(tokenProblems(database, settings));
      if (userProblems.isEmpty()) {
        int length = PasswordHashes.encodedLength(Passwords.policy(settings.passwords()));
        String parameter = settings.passwords().upgrade() ? "password-upgrade" : "password-change";
        Passwords.column(database, settings)
            .ifPresent(column -> problems.addAll(column.problems(parameter, length)));
      }
      if (problems.isEmpty()) {
        UserOrigin.problem(new KeyTable(database, prefix), UserMappings.of(settings), prefix)
            .ifPresent(problems::add);
      }
    } catch (StoreException e) {
      problems.add(parameter(settings.database()) + ": " + e.getMessage() + ": " + causeOf(e));
    }
    return problems;
  }

  /** What is missing of the tables of tokens that are not ours to make. */
  private static List<String> tokenProblems(Database database, Settings settings) {
    if (settings.database().tokenStore() != DatabaseSettings.TokenStore.DJANGO) {
      return List.of();
    }
    List<Scheme> schemes = settings.gate().schemes();
    List<String> problems = new ArrayList<>();
    if (schemes.contains(Scheme.TOKEN)) {
      problems.addAll(new DjangoTokenTable(database).problems());
    }
    if (schemes.contains(Scheme.BEARER)) {
      problems.addAll(new OutstandingTable(database, settings.database().tablePrefix()).problems());
    }
    return problems;
  }

  private static PoolSettings poolSettings(DatabaseSettings settings) {
    return new PoolSettings(
        settings.jdbcUrl().orElseThrow().value(),
        settings.jdbcUsername(),
        settings.jdbcPassword().map(Secret::text),
        settings.jdbcDriver(),
        settings.poolSize(),
        settings.poolWait());
  }

  private static void told(List<String> problems, String parameter, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      problems.add(parameter + ": " + e.getMessage());
    }
  }

  private static String parameter(DatabaseSettings settings) {
    return settings
        .dataSource()
        .map(name -> "data-source = \"" + name + "\"")
        .orElseGet(() -> "jdbc-url = \"" + settings.jdbcUrl().orElseThrow() + "\"");
  }

  /** The first line of the root cause, where drivers say what is the matter. */
  private static String causeOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message =
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    // Drivers quote the URL, and with it what may be a password.
    return message
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll("(?i)password\\s*=[^,;&)\\s]*", "password=****");
  }
}
