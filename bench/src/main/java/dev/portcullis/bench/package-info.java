/**
 * What Portcullis costs, measured as a difference to the same without it.
 *
 * <p>{@link dev.portcullis.bench.StartUp} measures the start of an application. Nothing here is a
 * test: a figure depends on the machine and what else it does, so it is printed, not asserted.
 */
package dev.portcullis.bench;
