package dev.portcullis.keys;

import dev.portcullis.jwt.JwtAlgorithm;
import dev.portcullis.jwt.JwtKey;
import dev.portcullis.jwt.KeyRing;
import dev.portcullis.store.KeyRow;
import dev.portcullis.store.KeyTable;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys that the nodes make themselves and share in the database, one generation after the other.
 *
 * <p>Every node sees the same rows and computes the same ring from them and the time: a generation
 * is published when it is made, signs once all nodes know it, verifies while its tokens live, and
 * is then deleted. Two nodes that make the next generation at once agree on the one that the table
 * has taken.
 */
public final class KeptKeys implements KeySource {
  private static final String PURPOSE = "jwt";
  private static final int ROW_ID_BYTES = 8;

  private final KeyTable table;
  private final Optional<JwtAlgorithm> wanted;
  private final KeySchedule schedule;
  private final InstantSource clock;
  private final SecureRandom random;

  /** What rows have been read as: a key is costly to make and its row never changes. */
  private final Map<String, JwtKey> known = new HashMap<>();

  private @Nullable KeyRing ring;

  /**
   * Keys of which new ones are for {@code wanted}.
   *
   * @param wanted empty for whatever the newest key is for, and HS256 where there is none: a node
   *     that was not told the algorithm must not move all others to another
   */
  public KeptKeys(
      KeyTable table,
      Optional<JwtAlgorithm> wanted,
      KeySchedule schedule,
      InstantSource clock,
      SecureRandom random) {
    this.table = table;
    this.wanted = wanted;
    this.schedule = schedule;
    this.clock = clock;
    this.random = random;
  }

  /**
   * To be called once at start: where the newest key is for another algorithm than is wanted now,
   * the next one is made.
   *
   * <p>Not at every reading: while nodes are restarted one by one with a new algorithm, old and new
   * ones would outdo each other.
   */
  public void adoptAlgorithm() {
    List<KeyRow> rows = table.all(PURPOSE);
    if (!rows.isEmpty()
        && wanted.isPresent()
        && !rows.get(0).algorithm().equals(wanted.get().alg())) {
      make(rows.get(0).generation() + 1, wanted.get());
    }
  }

  @Override
  public KeyRing read() {
    Instant now = clock.instant();
    List<KeyRow> rows = table.all(PURPOSE);
    if (rows.isEmpty()) {
      make(1, wanted.orElse(JwtAlgorithm.HS256));
      rows = table.all(PURPOSE);
    } else if (schedule.isDue(rows.get(0).createdAt(), now)) {
      KeyRow newest = rows.get(0);
      make(rows.get(0).generation() + 1, wanted.orElseGet(() -> algorithm(newest)));
      rows = table.all(PURPOSE);
    }
    return ring(rows, now);
  }

  /** The ring of these rows, the newest first. */
  private KeyRing ring(List<KeyRow> rows, Instant now) {
    // Where none has begun, the oldest signs: it is the first, or its predecessor is gone.
    JwtKey signing = key(rows.get(rows.size() - 1));
    boolean found = false;
    List<JwtKey> keys = new ArrayList<>();
    Instant succeeded = Instant.MAX;
    for (KeyRow row : rows) {
      if (!succeeded.equals(Instant.MAX) && !now.isBefore(schedule.retires(succeeded))) {
        table.delete(row.kid());
        known.remove(row.kid());
        continue;
      }
      JwtKey key = key(row);
      keys.add(key);
      Instant begins = schedule.signsFrom(row.createdAt(), key.algorithm());
      if (!found && !now.isBefore(begins)) {
        signing = key;
        found = true;
      }
      succeeded = begins.isBefore(succeeded) ? begins : succeeded;
    }
    return unlessSame(signing, keys);
  }

  private KeyRing unlessSame(JwtKey signing, List<JwtKey> keys) {
    if (ring != null
        && ring.signing() == signing
        && ring.all().size() == keys.size()
        && ring.all().containsAll(keys)) {
      return ring;
    }
    KeyRing next = new KeyRing(signing, keys.stream().filter(key -> key != signing).toList());
    ring = next;
    return next;
  }

  private JwtKey key(KeyRow row) {
    return known.computeIfAbsent(
        row.kid(),
        kid -> JwtKey.stored(algorithm(row), Base64.getDecoder().decode(row.material())));
  }

  private static JwtAlgorithm algorithm(KeyRow row) {
    return JwtAlgorithm.named(row.algorithm())
        .orElseThrow(() -> new IllegalStateException("Unknown algorithm in " + row));
  }

  /** Makes a generation, unless another node was first: then its key counts. */
  private void make(int generation, JwtAlgorithm algorithm) {
    byte[] rowId = new byte[ROW_ID_BYTES];
    random.nextBytes(rowId);
    table.insert(
        new KeyRow(
            HexFormat.of().formatHex(rowId),
            PURPOSE,
            algorithm.alg(),
            Base64.getEncoder().encodeToString(NewKey.material(algorithm, random)),
            clock.instant(),
            generation));
  }
}
