package dev.portcullis.store;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The application's own queries for users, whose columns are told by label: {@code id}, {@code
 * username} and {@code password}, and if they are there {@code salt}, {@code email}, {@code
 * active}, {@code locked_until}, {@code expires_at} and {@code roles}.
 *
 * @param query finds users by what was typed, its one {@code ?}
 * @param byId finds a user by id, its one {@code ?}; it cannot be made of the other, whose
 *     condition is on the name
 * @param logins the labels of what users log in with
 * @param roleFlags the labels of flags and the role that each stands for
 */
public record UserQueries(
    String query, String byId, List<SqlName> logins, Map<SqlName, String> roleFlags)
    implements UserSource {

  private static final String LOGIN = "users-query";
  private static final String ID = "users-by-id-query";

  /**
   * Checks what can be known without the database.
   *
   * @throws IllegalArgumentException if a query has not exactly one {@code ?}
   */
  public UserQueries {
    logins = List.copyOf(logins);
    roleFlags = Map.copyOf(roleFlags);
    Sql.checkOneParameter(LOGIN, query, "what was typed");
    Sql.checkOneParameter(ID, byId, "the user's id");
  }

  @Override
  public List<String> byLogin() {
    return List.of(query);
  }

  @Override
  public RowLabels labels(Probe probe) throws SQLException {
    return probe.labels(query, "");
  }

  @Override
  public List<String> loginLabels() {
    return logins.stream().map(SqlName::text).toList();
  }

  @Override
  public Map<String, String> flagLabels() {
    return roleFlags.entrySet().stream()
        .collect(Collectors.toMap(flag -> flag.getKey().text(), Map.Entry::getValue));
  }

  @Override
  public String place() {
    return LOGIN;
  }

  @Override
  public String origin() {
    String text = "%s \"%s\"".formatted(ID, byId.strip().replaceAll("\\s+", " "));
    return text.substring(0, Math.min(text.length(), 256));
  }

  @Override
  public String problem(String label, String text) {
    return "column %s of %s %s; correct the query".formatted(label, LOGIN, text);
  }

  @Override
  public String refused(int index) {
    return refused(LOGIN, query, "what was typed");
  }

  @Override
  public String refusedById() {
    return refused(ID, byId, "the id");
  }

  private static String refused(String parameter, String sql, String meant) {
    return "%s \"%s\" is refused by the database; correct it, with ? for %s"
        .formatted(parameter, sql, meant);
  }

  /** Nothing: which names the database does not have, it tells when the queries are run. */
  @Override
  public List<String> unknownNames(Probe probe) {
    return List.of();
  }

  /** The labels that both queries must have. */
  private Set<String> wanted() {
    return Stream.of(
            Stream.of("id", "username", "password"),
            loginLabels().stream(),
            flagLabels().keySet().stream().sorted())
        .flatMap(labels -> labels)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public List<String> missingLabels(RowLabels byLogin, RowLabels byId) {
    return Stream.concat(missing(LOGIN, byLogin), missing(ID, byId)).toList();
  }

  private Stream<String> missing(String parameter, RowLabels labels) {
    return wanted().stream()
        .filter(label -> labels.find(label).isEmpty())
        .map(
            label ->
                "%s has no column labelled %s; name one so, with AS %s"
                    .formatted(parameter, label, label));
  }
}
