package dev.portcullis.config;

import java.util.Optional;

/**
 * How static tokens are made.
 *
 * @param secret the key they are derived from; absent: one is made and kept in the database
 */
public record StaticTokenSettings(Optional<Secret> secret) {}
