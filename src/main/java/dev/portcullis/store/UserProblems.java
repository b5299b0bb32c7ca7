package dev.portcullis.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds a mapping against the database, name by name and then query by query, so that each mistake
 * has its sentence.
 *
 * <p>Every query is run once, since MySQL's driver lets the server see it no earlier.
 */
final class UserProblems {
  private final UserMapping mapping;
  private final UserSource users;
  private final Probe probe;

  UserProblems(UserMapping mapping, Probe probe) {
    this.mapping = mapping;
    this.users = mapping.users();
    this.probe = probe;
  }

  /** The sentences; later checks are made only if the earlier ones found nothing. */
  List<String> find() throws SQLException {
    List<String> problems = new ArrayList<>(users.unknownNames(probe));
    for (RoleSource roles : mapping.roles()) {
      problems.addAll(roles.unknownNames(probe));
    }
    if (problems.isEmpty()) {
      problems.addAll(refusedLogins());
    }
    return problems.isEmpty() ? problemsOfColumns() : problems;
  }

  private List<String> refusedLogins() throws SQLException {
    List<String> problems = new ArrayList<>();
    List<String> queries = users.byLogin();
    for (int i = 0; i < queries.size(); i++) {
      if (probe.isRefused(queries.get(i), "")) {
        problems.add(users.refused(i));
      }
    }
    return problems;
  }

  private List<String> problemsOfColumns() throws SQLException {
    RowLabels labels = users.labels(probe);
    Optional<IdKind> kind = labels.find("id").flatMap(IdKind::of);
    List<String> problems = new ArrayList<>();
    if (labels.find("id").isPresent() && kind.isEmpty()) {
      problems.add(users.problem("id", "is neither whole number nor text nor UUID nor bytes"));
    }
    for (String label : List.of("locked_until", "expires_at")) {
      if (labels.find(label).isPresent() && labels.find(label).flatMap(MomentKind::of).isEmpty()) {
        problems.add(users.problem(label, "is neither a moment nor a day nor a number of seconds"));
      }
    }
    for (String label : users.claimLabels().values().stream().distinct().toList()) {
      if (labels.find(label).filter(column -> !UserClaims.canBeClaim(column)).isPresent()) {
        problems.add(users.problem(label, "is neither text nor a whole number nor a boolean"));
      }
    }
    Object nobody = kind.orElse(IdKind.TEXT).nobody();
    if (kind.isPresent() && probe.isRefused(users.byId(), nobody)) {
      problems.add(users.refusedById());
    } else {
      RowLabels byId = kind.isPresent() ? probe.labels(users.byId(), nobody) : labels;
      problems.addAll(users.missingLabels(labels, byId));
    }
    if (kind.isPresent()) {
      problems.addAll(refusedRoles(nobody));
    }
    return problems;
  }

  private List<String> refusedRoles(Object nobody) throws SQLException {
    List<String> problems = new ArrayList<>();
    for (RoleSource roles : mapping.roles()) {
      if (probe.isRefused(roles.sql(), nobody)) {
        problems.add(roles.refused(users));
      }
    }
    return problems;
  }
}
