package dev.portcullis.keys;

import dev.portcullis.jwt.KeyRing;

/** Where the ring comes from; asked by one thread at a time. */
public interface KeySource {
  /**
   * The ring as it is to be now: the very object of the last call if nothing has changed.
   *
   * @throws UnusableKeysException if what is there cannot be used
   * @throws dev.portcullis.StoreException if the database could not be asked
   */
  KeyRing read();
}
