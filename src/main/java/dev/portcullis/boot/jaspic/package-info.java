/**
 * The bridge to the container by Jakarta Authentication (JASPIC), Servlet Container Profile.
 *
 * <p>Its API is not there on every server, so nothing refers to this package but by name.
 */
@NullMarked
package dev.portcullis.boot.jaspic;

import org.jspecify.annotations.NullMarked;
