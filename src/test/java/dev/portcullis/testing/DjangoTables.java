package dev.portcullis.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;

/** Django's own tables with the users of the wire contract, as {@link SampleUsers} has them. */
public final class DjangoTables {
  private DjangoTables() {}

  /** Makes the tables and the users. */
  public static void createIn(TestDatabase database) {
    database.execute(schema(database));
    insertUsers(database);
  }

  /** Makes the users in tables that Django has made. */
  public static void insertUsers(TestDatabase database) {
    database.execute(
        user(1, "mamun", SampleUsers.PASSWORD_1234, "mamun@gmail.com", "FALSE", "TRUE"),
        user(2, "admin", SampleUsers.PASSWORD_ADMIN, "admin@example.com", "TRUE", "TRUE"),
        user(3, "inactive", SampleUsers.PASSWORD_1234, "inactive@example.com", "FALSE", "FALSE"),
        user(4, "rahim", SampleUsers.PASSWORD_RAHIM, "rahim@example.com", "FALSE", "TRUE"));
  }

  /** The statements that make the tables. */
  public static String[] schema(TestDatabase database) {
    // H2 reads PostgreSQL's.
    String file =
        database.jdbcUrl().startsWith("jdbc:mysql:") ? "schema-mysql.sql" : "schema-postgresql.sql";
    return Arrays.stream(read(file).replaceAll("(?m)^--.*$", "").split(";"))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toArray(String[]::new);
  }

  /** The statement that makes one more user, who may do nothing in particular. */
  public static String user(int id, String name, String password) {
    return user(id, name, password, "", "FALSE", "TRUE");
  }

  private static String user(
      int id, String name, String password, String email, String staff, String active) {
    return """
    INSERT INTO auth_user (id, password, is_superuser, username, first_name, last_name, email,
                           is_staff, is_active, date_joined)
    VALUES (%d, '%s', %s, '%s', '', '', '%s', %s, %s, '2024-01-01 00:00:00')
    """
        .formatted(id, password, staff, name, email, staff, active);
  }

  private static String read(String file) {
    try (InputStream in = DjangoTables.class.getResourceAsStream("/contract/django/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
