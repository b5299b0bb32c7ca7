package dev.portcullis.config;

import java.time.Duration;

/**
 * What is done against those who guess.
 *
 * @param lockout whether failed logins make wait
 * @param lockoutAfter how many may fail of one account from one address before they do
 * @param lockoutMax the longest wait
 */
public record DefenceSettings(boolean lockout, int lockoutAfter, Duration lockoutMax) {}
