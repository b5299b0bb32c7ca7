package dev.portcullis.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** A key or a password that the deployer gave; never shown. */
public final class Secret {
  private final byte[] bytes;

  Secret(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** The secret, as a copy of its own. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The secret as text, for passwords. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** How many bytes it has. */
  public int length() {
    return bytes.length;
  }

  /** Equal secrets are equal, in constant time. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "****";
  }
}
