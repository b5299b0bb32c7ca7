package dev.portcullis.config;

/**
 * How passwords are stored.
 *
 * @param encoding the format of new hashes with its cost, such as {@code pbkdf2_sha256$600000};
 *     whether the format is known is for the password formats to say
 */
public record PasswordSettings(String encoding) {}
