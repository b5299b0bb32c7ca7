/**
 * What Portcullis remembers, one class per table; the only place that knows SQL.
 *
 * <p>Not found and "somebody else was first" are answers; {@link dev.portcullis.StoreException} is
 * for database trouble alone. Moments are kept as milliseconds since 1970 in UTC, so that no time
 * zone of a driver or a server can move them; in Django's tables they are of the types that Django
 * gave them, in UTC too. A collation may find a row that only looks like the key (another case,
 * another accent), so each row found by text is compared again in Java.
 *
 * <p>Internal: may change in any release.
 */
@NullMarked
package dev.portcullis.store;

import org.jspecify.annotations.NullMarked;
