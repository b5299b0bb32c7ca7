/**
 * Addresses of the Internet protocols as values: read without ever asking a name server, compared
 * by what they mean and not by how they are written.
 *
 * <p>Internal: may change in any release.
 */
@NullMarked
package dev.portcullis.address;

import org.jspecify.annotations.NullMarked;
