package dev.portcullis.keys;

import static java.lang.System.Logger.Level.WARNING;

import dev.portcullis.jwt.JwtAlgorithm;
import dev.portcullis.jwt.JwtKey;
import dev.portcullis.jwt.KeyRing;
import dev.portcullis.store.KeyRow;
import dev.portcullis.store.KeyTable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys that the nodes make themselves and share in the database, one generation after the other.
 *
 * <p>Every node sees the same rows and computes the same ring from them and the time: a generation
 * is published when it is made, signs once all nodes know it, verifies while its tokens live, and
 * is deleted a week later. Two nodes that make the next generation at once agree on the one that
 * the table has taken.
 *
 * <p>To read comes first: a database that takes no writes, or a row that cannot be read, keeps no
 * node from following the others.
 */
public final class KeptKeys implements KeySource {
  private static final System.Logger LOG = System.getLogger(KeptKeys.class.getName());
  private static final String PURPOSE = "jwt";

  /** A clock that was set wrong for a while must not cost keys that are needed again after it. */
  private static final Duration KEPT_AFTER_RETIREMENT = Duration.ofDays(7);

  private final KeyTable table;
  private final Optional<JwtAlgorithm> wanted;
  private final KeySchedule schedule;
  private final InstantSource clock;
  private final SecureRandom random;
  private final BestEffort making = new BestEffort("Making the next key");
  private final BestEffort deleting = new BestEffort("Deleting keys that have retired");

  /** What rows have been read as: a key is costly to make and its row never changes. */
  private final Map<String, JwtKey> known = new HashMap<>();

  private final Set<String> told = new HashSet<>();
  private @Nullable KeyRing ring;

  /** A generation that signs, or verifies, or is to sign. */
  private record Live(KeyRow row, JwtKey key, Instant begins) {}

  /**
   * Keys of which new ones are for {@code wanted}.
   *
   * @param wanted empty for whatever the newest key is for, and HS256 where there is none: a node
   *     that was not told the algorithm must not move all others to another
   * @param clock the same for all nodes: what one of them writes, the others go by
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
    if (wanted.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    List<KeyRow> rows = table.all(PURPOSE);
    Optional<String> newest =
        rows.stream()
            .filter(row -> schedule.isPlausible(row.createdAt(), now))
            .map(KeyRow::algorithm)
            .findFirst();
    if (!rows.isEmpty() && !newest.equals(Optional.of(wanted.get().alg()))) {
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
    }
    List<Live> live = live(rows, now);
    if (isDue(rows, now)) {
      int next = rows.get(0).generation() + 1;
      JwtAlgorithm algorithm = wanted.orElse(live.get(0).key().algorithm());
      if (making.tryTo(now, () -> make(next, algorithm))) {
        rows = table.all(PURPOSE);
        live = live(rows, now);
      }
    }
    forget(rows, live, now);
    return ring(live, now);
  }

  /** What is not retired of these rows, the newest first; at least one. */
  private List<Live> live(List<KeyRow> rows, Instant now) {
    List<Live> live = new ArrayList<>();
    for (KeyRow row : rows) {
      if (!live.isEmpty() && !now.isBefore(schedule.retires(firstSuccessor(live)))) {
        break;
      }
      JwtKey key = read(row).orElse(null);
      if (key != null) {
        live.add(new Live(row, key, schedule.signsFrom(row.createdAt(), key.algorithm())));
      }
    }
    if (live.isEmpty()) {
      throw new UnusableKeysException(
          List.of("no key in the database can be read by this release on this JDK"));
    }
    return live;
  }

  /** When the first of these began, or begins, to sign: it has succeeded all that are older. */
  private static Instant firstSuccessor(List<Live> live) {
    Instant first = live.get(0).begins();
    for (Live one : live) {
      first = one.begins().isBefore(first) ? one.begins() : first;
    }
    return first;
  }

  private boolean isDue(List<KeyRow> rows, Instant now) {
    Optional<Instant> lastMade = Optional.empty();
    for (KeyRow row : rows) {
      if (!schedule.isPlausible(row.createdAt(), now)) {
        tellOnce("The key " + row.kid() + " was made in the future, at " + row.createdAt());
      } else if (lastMade.isEmpty() || row.createdAt().isAfter(lastMade.get())) {
        lastMade = Optional.of(row.createdAt());
      }
    }
    return schedule.isDue(lastMade, now);
  }

  private void forget(List<KeyRow> rows, List<Live> live, Instant now) {
    Set<String> needed = new HashSet<>();
    for (Live one : live) {
      needed.add(one.row().kid());
    }
    known.keySet().retainAll(needed);
    Instant end = schedule.retires(firstSuccessor(live)).plus(KEPT_AFTER_RETIREMENT);
    int oldest = live.get(live.size() - 1).row().generation();
    if (rows.get(rows.size() - 1).generation() < oldest && !now.isBefore(end)) {
      List<KeyRow> over = rows.stream().filter(row -> row.generation() < oldest).toList();
      deleting.tryTo(now, () -> over.forEach(row -> table.delete(row.kid())));
    }
  }

  private KeyRing ring(List<Live> live, Instant now) {
    // Where none has begun, the oldest signs: it is the first, or its predecessor is gone.
    JwtKey signing = live.get(live.size() - 1).key();
    List<JwtKey> keys = new ArrayList<>();
    for (int i = live.size() - 1; i >= 0; i--) {
      keys.add(0, live.get(i).key());
      signing = now.isBefore(live.get(i).begins()) ? signing : live.get(i).key();
    }
    if (ring != null
        && ring.signing() == signing
        && ring.all().size() == keys.size()
        && ring.all().containsAll(keys)) {
      return ring;
    }
    keys.remove(signing);
    KeyRing next = new KeyRing(signing, keys);
    ring = next;
    return next;
  }

  /** Empty if this release, or this JDK, cannot make a key of it. */
  private Optional<JwtKey> read(KeyRow row) {
    JwtKey before = known.get(row.kid());
    if (before != null) {
      return Optional.of(before);
    }
    try {
      JwtAlgorithm algorithm =
          JwtAlgorithm.named(row.algorithm())
              .orElseThrow(() -> new IllegalArgumentException("its algorithm is unknown here"));
      JwtKey key = JwtKey.stored(algorithm, Base64.getDecoder().decode(row.material()));
      known.put(row.kid(), key);
      return Optional.of(key);
    } catch (IllegalArgumentException e) {
      tellOnce("The key " + row.algorithm() + " " + row.kid() + " of the database is not used");
      return Optional.empty();
    }
  }

  private void tellOnce(String text) {
    if (told.add(text)) {
      LOG.log(WARNING, text);
    }
  }

  /** Makes a generation, unless another node was first: then its key counts. */
  private void make(int generation, JwtAlgorithm algorithm) {
    byte[] material = NewKey.material(algorithm, random);
    table.insert(
        new KeyRow(
            JwtKey.stored(algorithm, material).kid(),
            PURPOSE,
            algorithm.alg(),
            Base64.getEncoder().encodeToString(material),
            clock.instant(),
            generation));
  }
}
