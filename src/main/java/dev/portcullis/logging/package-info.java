/**
 * What the connection pool logs with in the one jar, in the place of Commons Logging, whose search
 * for an implementation costs each start more than all that is ever logged. Internal: may change in
 * any release.
 */
@NullMarked
package dev.portcullis.logging;

import org.jspecify.annotations.NullMarked;
