package dev.portcullis.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How static tokens are made.
 *
 * @param secret the key they are derived from; absent: one is made and kept in the database
 * @param lifetime from login to the end, whatever happens; absent: until logout
 * @param idle from the last use to the end; absent: until logout
 * @param perLogin whether each login gives a token of its own
 */
public record StaticTokenSettings(
    Optional<Secret> secret,
    Optional<Duration> lifetime,
    Optional<Duration> idle,
    boolean perLogin) {}
