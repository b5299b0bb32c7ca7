/**
 * What the deployer wants: one table of parameters, read from several sources, checked as a whole.
 *
 * <p>Internal: may change in any release.
 */
@NullMarked
package dev.portcullis.config;

import org.jspecify.annotations.NullMarked;
