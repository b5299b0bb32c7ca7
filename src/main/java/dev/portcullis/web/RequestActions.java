package dev.portcullis.web;

import dev.portcullis.session.Logins;
import java.util.Optional;

/**
 * What the application can ask of a request beyond who it comes from.
 *
 * @param logins behind {@code login()} and {@code logout()}
 * @param errors behind {@code authenticate()}, and the gate's own refusals
 * @param browsers behind whoever signs in by a form; empty: nobody does
 * @param clients where requests come from
 */
public record RequestActions(
    Logins logins, ErrorResponse errors, Optional<Browsers> browsers, Clients clients) {}
