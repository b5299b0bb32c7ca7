package dev.portcullis.store;

/**
 * How much a database has been used since it was opened.
 *
 * @param calls how often a connection was wanted
 * @param failures how often that, or what was done with it, failed
 * @param nanos how long it all took, waiting for a connection included
 */
public record DatabaseUse(long calls, long failures, long nanos) {}
