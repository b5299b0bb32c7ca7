package dev.portcullis.keys;

import dev.portcullis.jwt.JwtAlgorithm;
import dev.portcullis.jwt.JwtKey;
import dev.portcullis.jwt.KeyRing;
import dev.portcullis.jwt.KeyText;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys in files: the first that can sign does, and all verify.
 *
 * <p>Files are told apart by what is in them and not by their times, which a mounted secret or an
 * {@code rsync} may keep. New content counts when two looks in a row have found the same: a file of
 * two keys is well formed, too, while only the first of them has been written.
 */
public final class KeyFiles implements KeySource {
  private final List<String> paths;
  private final Optional<JwtAlgorithm> algorithm;
  private byte[] digest = new byte[0];
  private byte[] seen = new byte[0];
  private @Nullable KeyRing ring;

  /**
   * The keys in the files at {@code paths}.
   *
   * @param algorithm what the signing key must be for, and those that leave it open are for
   */
  public KeyFiles(List<String> paths, Optional<JwtAlgorithm> algorithm) {
    this.paths = List.copyOf(paths);
    this.algorithm = algorithm;
  }

  @Override
  public KeyRing read() {
    List<String> problems = new ArrayList<>();
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (String path : paths) {
      try {
        contents.put(path, KeyFile.read(path));
      } catch (IllegalArgumentException e) {
        problems.add(KeyFile.shown(path) + ": " + e.getMessage());
      }
    }
    byte[] next = digest(contents);
    if (ring != null && problems.isEmpty()) {
      boolean isSettled = MessageDigest.isEqual(seen, next);
      seen = next;
      if (!isSettled || MessageDigest.isEqual(digest, next)) {
        return ring;
      }
    }
    KeyRing read = ring(contents, problems);
    ring = read;
    digest = next;
    return read;
  }

  private KeyRing ring(Map<String, byte[]> contents, List<String> problems) {
    List<JwtKey> keys = new ArrayList<>();
    contents.forEach(
        (path, content) -> {
          try {
            keys.addAll(KeyText.read(content, algorithm));
          } catch (IllegalArgumentException e) {
            problems.add(KeyFile.shown(path) + ": " + e.getMessage());
          }
        });
    if (problems.isEmpty()) {
      try {
        KeyRing read = KeyRing.of(keys);
        if (algorithm.isEmpty() || algorithm.get() == read.signing().algorithm()) {
          return read;
        }
        problems.add(
            String.format(
                "the first private key is for %s, and jwt-algorithm is %s; want another key, or no"
                    + " jwt-algorithm",
                read.signing().algorithm(), algorithm.get()));
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    throw new UnusableKeysException(problems);
  }

  private static byte[] digest(Map<String, byte[]> contents) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (byte[] content : contents.values()) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(content.length).flip());
        sha256.update(content);
      }
      return sha256.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
