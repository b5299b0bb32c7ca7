/**
 * JSON read strictly and written in one way only. Internal: may change in any release.
 *
 * <p>Over the streaming parser of jackson-core; no data binding, no reflection.
 */
@NullMarked
package dev.portcullis.json;

import org.jspecify.annotations.NullMarked;
