package dev.portcullis.config;

import java.util.Optional;

/**
 * What operators watch and how.
 *
 * @param jmx whether there is an MBean
 * @param health whether anybody may ask if all is well
 * @param metrics the role that may read all measures; nobody may without
 */
public record OperationSettings(boolean jmx, boolean health, Optional<String> metrics) {}
