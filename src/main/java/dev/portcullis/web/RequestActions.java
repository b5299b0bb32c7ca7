package dev.portcullis.web;

import dev.portcullis.Identity;
import dev.portcullis.audit.Audit;
import dev.portcullis.audit.AuditEvent;
import dev.portcullis.session.Logins;
import dev.portcullis.watch.Counters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * What the application can ask of a request beyond who it comes from.
 *
 * @param logins behind {@code login()} and {@code logout()}
 * @param tokens looks at what is offered as proof
 * @param errors behind {@code authenticate()}, and the gate's own refusals
 * @param browsers behind whoever signs in by a form; empty: nobody does
 * @param clients where requests come from
 * @param audit what is written down of it
 * @param counters what becomes of requests
 */
public record RequestActions(
    Logins logins,
    TokenGuard tokens,
    ErrorResponse errors,
    Optional<Browsers> browsers,
    Clients clients,
    Audit audit,
    Counters counters) {

  /** Writes down what a request has come to. */
  void tell(String event, String outcome, HttpServletRequest request, Optional<Identity> who) {
    AuditEvent told = AuditEvent.of(event, outcome).address(clients.of(request).address());
    who.ifPresent(
        identity ->
            told.user(identity.id()).scheme(identity.scheme()).session(identity.sessionId()));
    audit.tell(told);
  }
}
