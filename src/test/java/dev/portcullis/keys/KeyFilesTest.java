package dev.portcullis.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.StoreException;
import dev.portcullis.jwt.JwtAlgorithm;
import dev.portcullis.jwt.JwtKey;
import dev.portcullis.jwt.KeyRing;
import dev.portcullis.jwt.Keys;
import dev.portcullis.testing.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
  private final KeyPair first = KeyPems.p256();
  private final KeyPair second = KeyPems.p256();

  @TempDir Path folder;
  private Path one;
  private Path two;

  @BeforeEach
  void write() throws IOException {
    one = Files.writeString(folder.resolve("one.pem"), KeyPems.pem(first.getPrivate()));
    two = Files.writeString(folder.resolve("two.pem"), KeyPems.pem(second.getPublic()));
  }

  @Test
  void firstPrivateKeySignsAndAllVerify() {
    KeyRing ring = files(two, one).read();

    assertThat(ring.all()).hasSize(2);
    assertThat(ring.signing().canSign()).isTrue();
    assertThat(ring.signing().algorithm()).isEqualTo(JwtAlgorithm.ES256);
  }

  @Test
  void unchangedFilesGiveTheSameRing() throws IOException {
    KeyFiles files = files(one, two);
    KeyRing ring = files.read();

    Files.setLastModifiedTime(one, FileTime.fromMillis(0));

    assertThat(files.read()).isSameAs(ring);
  }

  @Test
  void changeThatKeepsTimeAndSizeIsSeen() throws IOException {
    FileTime time = Files.getLastModifiedTime(one);
    KeyFiles files = files(one, two);
    JwtKey before = files.read().signing();

    Files.writeString(one, KeyPems.pem(KeyPems.p256().getPrivate()));
    Files.setLastModifiedTime(one, time);

    assertThat(files.read().signing().kid()).isEqualTo(before.kid());
    assertThat(files.read().signing().kid()).isNotEqualTo(before.kid());
  }

  @Test
  void followerKeepsTheKeysWhileAFileIsHalfWritten() throws IOException {
    KeyFiles files = files(one, two);
    Keys keys = new Keys(files.read());
    KeyFollower follower = new KeyFollower(files, keys, new TestClock());
    KeyRing before = keys.current();
    String next = KeyPems.pem(second.getPrivate());

    for (String broken : List.of("", next.substring(0, 100), "hello")) {
      Files.writeString(one, broken);
      follower.run();
      follower.run();
      assertThat(keys.current()).isSameAs(before);
    }
    Files.delete(one);
    follower.run();
    assertThat(keys.current()).isSameAs(before);

    Files.writeString(one, next);
    follower.run();
    assertThat(keys.current()).isSameAs(before);
    follower.run();
    assertThat(keys.current()).isNotSameAs(before);
    assertThat(keys.current().all()).containsExactly(keys.current().signing());
  }

  @Test
  void fileOfTwoKeysOfWhichOnlyTheFirstHasBeenWrittenDoesNotCount() throws IOException {
    KeyFiles files = files(one);
    KeyRing before = files.read();
    String first = KeyPems.pem(KeyPems.p256().getPrivate());
    String all = first + Files.readString(one);

    Files.writeString(one, first);
    assertThat(files.read()).isSameAs(before);
    Files.writeString(one, all);
    assertThat(files.read()).isSameAs(before);

    assertThat(files.read().all()).hasSize(2);
    assertThat(files.read().find(before.signing().kid())).isPresent();
  }

  @Test
  void databaseThatIsAwayIsForTheCallerToTell() {
    StoreException away = new StoreException("reading the keys", new SQLException("refused"));
    KeySource source =
        () -> {
          throw away;
        };
    KeyFollower follower = new KeyFollower(source, new Keys(files(one).read()), new TestClock());

    assertThatThrownBy(follower::run).isSameAs(away);
  }

  @Test
  void relativePathIsToldInFull() {
    assertThatThrownBy(() -> files(Path.of("no-such.pem")).read())
        .hasMessage(Path.of("no-such.pem").toAbsolutePath() + ": there is no such file");
  }

  @Test
  void allProblemsAreToldWithTheirPathsAndNothingOfTheKeys() throws IOException {
    Path gone = folder.resolve("gone.pem");
    Path bad = Files.writeString(folder.resolve("bad.pem"), "{\"kty\":\"oct\",\"k\":\"geheim\"}");

    assertThatExceptionOfType(UnusableKeysException.class)
        .isThrownBy(() -> files(gone, bad, folder, one).read())
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        gone + ": there is no such file",
                        folder + ": cannot be read (IOException); want a file",
                        bad + ": a secret without alg HS256 to HS512"));
  }

  @Test
  void signingKeyMustBeForTheAlgorithmThatIsAskedFor() {
    KeyFiles files = new KeyFiles(List.of(one.toString()), Optional.of(JwtAlgorithm.RS256));

    assertThatExceptionOfType(UnusableKeysException.class)
        .isThrownBy(files::read)
        .withMessage(
            "the first private key is for ES256, and jwt-algorithm is RS256; want another key, or no"
                + " jwt-algorithm");
  }

  @Test
  void publicKeysAloneCannotSign() {
    assertThatExceptionOfType(UnusableKeysException.class)
        .isThrownBy(() -> files(two).read())
        .withMessage("no private key among them");
  }

  private static KeyFiles files(Path... paths) {
    return new KeyFiles(List.of(paths).stream().map(Path::toString).toList(), Optional.empty());
  }
}
