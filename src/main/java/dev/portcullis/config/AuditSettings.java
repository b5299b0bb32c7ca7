package dev.portcullis.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Where else than to the log the audit goes.
 *
 * @param table whether to a table of ours
 * @param keep how long its rows stay
 * @param listener class of the application that is told
 */
public record AuditSettings(boolean table, Duration keep, Optional<String> listener) {}
