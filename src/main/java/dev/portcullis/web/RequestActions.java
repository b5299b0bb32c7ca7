package dev.portcullis.web;

import dev.portcullis.session.Logins;

/**
 * What the application can ask of a request beyond who it comes from.
 *
 * @param logins behind {@code login()} and {@code logout()}
 * @param errors behind {@code authenticate()}, and the gate's own refusals
 */
public record RequestActions(Logins logins, ErrorResponse errors) {}
