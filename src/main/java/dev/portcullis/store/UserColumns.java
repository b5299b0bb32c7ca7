package dev.portcullis.store;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of users and what its columns are called.
 *
 * @param table the table of users, one row each
 * @param id what never changes about a user: whole numbers, text, UUIDs or bytes
 * @param username the user's name
 * @param password the stored password
 * @param logins the columns that users log in with; the username among them or not
 * @param optional the columns that a table may do without
 * @param roleFlags the flags and the role that each stands for
 */
public record UserColumns(
    SqlName table,
    SqlName id,
    SqlName username,
    SqlName password,
    List<SqlName> logins,
    OptionalColumns optional,
    Map<SqlName, String> roleFlags)
    implements UserSource {

  /**
   * The columns that a table may do without.
   *
   * @param salt the salt of the password
   * @param email the e-mail address
   * @param active whether the user may log in (true, 1, y or t); without it everyone may
   * @param lockedUntil when a lock ends
   * @param expiresAt when the account ends
   * @param roles the roles, between commas or as a JSON array
   */
  public record OptionalColumns(
      Optional<SqlName> salt,
      Optional<SqlName> email,
      Optional<SqlName> active,
      Optional<SqlName> lockedUntil,
      Optional<SqlName> expiresAt,
      Optional<SqlName> roles) {

    /** A table without any of them. */
    public static final OptionalColumns NONE =
        new OptionalColumns(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  // Behind a dot a reserved word is a column, or on H2 an error, but never a function: a bare
  // "user" is on PostgreSQL and H2 the name of the database's own user, equal in every row.
  private static final String FIND =
      """
      SELECT %s
        FROM %s u
       WHERE u.%s = ?
      """;

  /**
   * Checks what can be known without the database.
   *
   * @throws IllegalArgumentException if a column has a schema before it, or there is nothing to log
   *     in with
   */
  public UserColumns {
    logins = List.copyOf(logins);
    roleFlags = Map.copyOf(roleFlags);
    if (logins.isEmpty()) {
      throw new IllegalArgumentException("login-columns is empty: want at least one column");
    }
    Stream.of(
            Stream.of(id, username, password),
            logins.stream(),
            roleFlags.keySet().stream(),
            present(optional).values().stream())
        .flatMap(columns -> columns)
        .forEach(UserColumns::checkIsBare);
  }

  static void checkIsBare(SqlName column) {
    if (column.isQualified()) {
      throw new IllegalArgumentException(
          "column \"" + column + "\" names a table or schema: want the column alone");
    }
  }

  @Override
  public List<String> byLogin() {
    return logins.stream().map(this::findBy).toList();
  }

  @Override
  public String byId() {
    return findBy(id);
  }

  /** Without a row: of a number column some databases take any text for a mistake. */
  @Override
  public RowLabels labels(Probe probe) throws SQLException {
    return probe.labels("SELECT %s FROM %s u WHERE 1 = 0".formatted(selected(), table));
  }

  private String findBy(SqlName column) {
    return FIND.formatted(selected(), table, column);
  }

  private String selected() {
    return columns().entrySet().stream()
        .map(entry -> "u." + entry.getValue() + " AS " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  /** Labels of our own: the column's name may be a reserved word, which no label can be. */
  private Map<String, SqlName> columns() {
    Map<String, SqlName> labels = new LinkedHashMap<>();
    labels.put("id", id);
    labels.put("username", username);
    labels.put("password", password);
    labels.putAll(present(optional));
    logins.forEach(column -> labels.put(loginLabel(column), column));
    roleFlags.keySet().forEach(column -> labels.put(flagLabel(column), column));
    return labels;
  }

  private static Map<String, SqlName> present(OptionalColumns optional) {
    Map<String, SqlName> present = new LinkedHashMap<>();
    optional.salt().ifPresent(column -> present.put("salt", column));
    optional.email().ifPresent(column -> present.put("email", column));
    optional.active().ifPresent(column -> present.put("active", column));
    optional.lockedUntil().ifPresent(column -> present.put("locked_until", column));
    optional.expiresAt().ifPresent(column -> present.put("expires_at", column));
    optional.roles().ifPresent(column -> present.put("roles", column));
    return present;
  }

  private String loginLabel(SqlName column) {
    return column.equals(username) ? "username" : "login_" + column;
  }

  private static String flagLabel(SqlName column) {
    return "flag_" + column;
  }

  @Override
  public List<String> loginLabels() {
    return logins.stream().map(this::loginLabel).toList();
  }

  @Override
  public Map<String, String> flagLabels() {
    return roleFlags.entrySet().stream()
        .collect(Collectors.toMap(flag -> flagLabel(flag.getKey()), Map.Entry::getValue));
  }

  @Override
  public String place() {
    return "table " + table;
  }

  @Override
  public String origin() {
    String text = "column %s of table %s".formatted(id, table);
    return text.substring(0, Math.min(text.length(), 256));
  }

  @Override
  public String problem(String label, String text) {
    return "column %s of table %s %s; correct %s"
        .formatted(columns().get(label), table, text, parameter(label));
  }

  @Override
  public String refused(int query) {
    return problem(loginLabel(logins.get(query)), "cannot be compared with text");
  }

  @Override
  public String refusedById() {
    return problem("id", "cannot be compared with an id");
  }

  @Override
  public List<String> unknownNames(Probe probe) throws SQLException {
    Map<String, SqlName> byParameter = new TreeMap<>();
    columns().forEach((label, column) -> byParameter.put(parameter(label) + " " + column, column));
    return probe.unknownNames("users-table", table, byParameter);
  }

  private String parameter(String label) {
    if (label.startsWith("login_")) {
      return "login-columns";
    }
    return label.startsWith("flag_") ? "role-flags" : label.replace('_', '-') + "-column";
  }
}
