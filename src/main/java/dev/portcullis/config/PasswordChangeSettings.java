package dev.portcullis.config;

/**
 * Whether and how users change their own passwords.
 *
 * @param enabled whether there is the endpoint for it
 * @param minLength characters (code points) that a new password has at least
 */
public record PasswordChangeSettings(boolean enabled, int minLength) {}
