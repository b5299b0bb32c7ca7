package dev.portcullis.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

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
 * @param claims the columns that go into tokens, by their claims
 */
public record UserColumns(
    SqlName table,
    SqlName id,
    SqlName username,
    SqlName password,
    List<SqlName> logins,
    OptionalColumns optional,
    Map<SqlName, String> roleFlags,
    Map<String, SqlName> claims)
    implements UserSource {

  /** A table of which nothing goes into tokens. */
  public UserColumns(
      SqlName table,
      SqlName id,
      SqlName username,
      SqlName password,
      List<SqlName> logins,
      OptionalColumns optional,
      Map<SqlName, String> roleFlags) {
    this(table, id, username, password, logins, optional, roleFlags, Map.of());
  }

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
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    if (logins.isEmpty()) {
      throw new IllegalArgumentException("login-columns is empty: want at least one column");
    }
    List<SqlName> columns = new ArrayList<>(List.of(id, username, password));
    columns.addAll(logins);
    columns.addAll(roleFlags.keySet());
    columns.addAll(claims.values());
    columns.addAll(present(optional).values());
    for (SqlName column : columns) {
      checkIsBare(column);
    }
  }

  static void checkIsBare(SqlName column) {
    if (column.isQualified()) {
      throw new IllegalArgumentException(
          "column \"" + column + "\" names a table or schema: want the column alone");
    }
  }

  @Override
  public List<String> byLogin() {
    List<String> queries = new ArrayList<>();
    for (SqlName column : logins) {
      queries.add(findBy(column));
    }
    return queries;
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
    StringJoiner selected = new StringJoiner(", ");
    for (Map.Entry<String, SqlName> column : columns().entrySet()) {
      selected.add("u." + column.getValue() + " AS " + column.getKey());
    }
    return selected.toString();
  }

  /** Labels of our own: the column's name may be a reserved word, which no label can be. */
  private Map<String, SqlName> columns() {
    Map<String, SqlName> labels = new LinkedHashMap<>();
    labels.put("id", id);
    labels.put("username", username);
    labels.put("password", password);
    labels.putAll(present(optional));
    for (SqlName column : logins) {
      labels.put(loginLabel(column), column);
    }
    for (SqlName column : roleFlags.keySet()) {
      labels.put(flagLabel(column), column);
    }
    for (Map.Entry<String, SqlName> claim : claims.entrySet()) {
      labels.put(claimLabels().get(claim.getKey()), claim.getValue());
    }
    return labels;
  }

  private static Map<String, SqlName> present(OptionalColumns optional) {
    Map<String, SqlName> present = new LinkedHashMap<>();
    put(present, "salt", optional.salt());
    put(present, "email", optional.email());
    put(present, "active", optional.active());
    put(present, "locked_until", optional.lockedUntil());
    put(present, "expires_at", optional.expiresAt());
    put(present, "roles", optional.roles());
    return present;
  }

  private static void put(Map<String, SqlName> present, String label, Optional<SqlName> column) {
    if (column.isPresent()) {
      present.put(label, column.get());
    }
  }

  private String loginLabel(SqlName column) {
    return column.equals(username) ? "username" : "login_" + column;
  }

  private static String flagLabel(SqlName column) {
    return "flag_" + column;
  }

  @Override
  public List<String> loginLabels() {
    List<String> labels = new ArrayList<>();
    for (SqlName column : logins) {
      labels.add(loginLabel(column));
    }
    return labels;
  }

  @Override
  public Map<String, String> flagLabels() {
    Map<String, String> labels = new HashMap<>();
    for (Map.Entry<SqlName, String> flag : roleFlags.entrySet()) {
      labels.put(flagLabel(flag.getKey()), flag.getValue());
    }
    return labels;
  }

  /** By number: PostgreSQL cuts labels that are longer than names may be. */
  @Override
  public Map<String, String> claimLabels() {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String claim : claims.keySet()) {
      labels.put(claim, "claim_" + labels.size());
    }
    return labels;
  }

  @Override
  public UserColumns withClaims(Map<String, SqlName> wanted) {
    return new UserColumns(table, id, username, password, logins, optional, roleFlags, wanted);
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
    for (Map.Entry<String, SqlName> column : columns().entrySet()) {
      byParameter.put(parameter(column.getKey()) + " " + column.getValue(), column.getValue());
    }
    return probe.unknownNames("users-table", table, byParameter);
  }

  private String parameter(String label) {
    if (label.startsWith("login_")) {
      return "login-columns";
    }
    if (label.startsWith("claim_")) {
      return "jwt-claims";
    }
    return label.startsWith("flag_") ? "role-flags" : label.replace('_', '-') + "-column";
  }
}
