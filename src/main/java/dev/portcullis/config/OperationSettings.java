package dev.portcullis.config;

import java.util.Optional;

/**
 * What operators watch and how.
 *
 * @param jmx whether there is an MBean
 * @param health whether anybody may ask if all is well
 * @param metrics the role that may read all measures; nobody may without
 * @param audit where else than to the log the audit goes
 */
public record OperationSettings(
    boolean jmx, boolean health, Optional<String> metrics, AuditSettings audit) {}
