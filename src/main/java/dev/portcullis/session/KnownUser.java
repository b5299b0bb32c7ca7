package dev.portcullis.session;

import dev.portcullis.store.UserRow;
import java.time.Instant;

/**
 * A user as the database had it at some moment.
 *
 * @param row the row
 * @param passwordMark the mark of the password in it
 * @param readAt the moment
 */
record KnownUser(UserRow row, String passwordMark, Instant readAt) {}
