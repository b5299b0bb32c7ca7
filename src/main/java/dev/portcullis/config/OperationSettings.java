package dev.portcullis.config;

/**
 * What operators watch and how.
 *
 * @param jmx whether there is an MBean
 */
public record OperationSettings(boolean jmx) {}
