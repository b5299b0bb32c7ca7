package dev.portcullis.testing;

import java.net.URI;

/** A servlet container that runs in a process of its own; closing it ends it. */
public interface Container extends AutoCloseable {
  /** The server's URL, without a slash at the end. */
  URI url();

  /** All that it has printed so far; after the end, all that it ever has. */
  String log();

  @Override
  void close();
}
