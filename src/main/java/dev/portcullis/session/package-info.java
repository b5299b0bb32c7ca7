/**
 * Where identity is decided: passwords, static tokens and refresh sessions, over the stores.
 *
 * <p>An authenticator answers with an {@link dev.portcullis.Identity} or throws {@link
 * dev.portcullis.AuthException}; trouble with the database is always {@link
 * dev.portcullis.StoreException}, so that nobody takes "database down" for "wrong token".
 *
 * <p>Internal: may change in any release.
 */
@NullMarked
package dev.portcullis.session;

import org.jspecify.annotations.NullMarked;
