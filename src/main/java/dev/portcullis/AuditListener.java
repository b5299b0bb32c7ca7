package dev.portcullis;

/**
 * Is told of what is audited: a class of the application with a public constructor without
 * parameters, named in {@code audit-listener}.
 *
 * <p>It is called on a thread of its own, by one call at a time and shortly after the event. So it
 * keeps no request waiting, whatever it does; but of what happens while it is slow, no more than
 * 2,000 events wait for it, and the rest is dropped and counted.
 */
@FunctionalInterface
public interface AuditListener {
  /**
   * This has happened. An exception is logged (of many in a row the first), and the event counts as
   * dropped.
   */
  void happened(AuditRecord event);
}
