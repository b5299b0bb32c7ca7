package dev.portcullis.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.store.Database;
import dev.portcullis.store.RevocationTable;
import dev.portcullis.store.Schema;
import dev.portcullis.testing.TestClock;
import dev.portcullis.testing.TestDatabase;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final TestClock clock = new TestClock();
  private final TestDatabase testDatabase = TestDatabase.h2();
  private final Source source = new Source();
  private final Database database = new Database(source);
  private final Health health = new Health(database, Optional.empty(), clock);

  @AfterEach
  void close() {
    testDatabase.close();
  }

  @Test
  void databaseIsAskedEveryFiveSecondsHoweverOftenHealthIs() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(health.isGood()).isTrue();
    }
    assertThat(source.connections).hasValue(1);
    clock.advance(Duration.ofMillis(4_999));
    assertThat(health.isGood()).isTrue();
    assertThat(source.connections).hasValue(1);

    clock.advance(Duration.ofMillis(1));

    assertThat(health.isGood()).isTrue();
    assertThat(source.connections).hasValue(2);
  }

  @Test
  void databaseThatIsAwayIsFoundAndSoIsItsReturn() {
    assertThat(health.isGood()).isTrue();
    source.isAway = true;
    clock.advance(Duration.ofSeconds(5));

    assertThat(health.isGood()).isFalse();
    assertThat(health.isGood()).isFalse();
    assertThat(source.connections).hasValue(2);

    source.isAway = false;
    clock.advance(Duration.ofSeconds(5));
    assertThat(health.isGood()).isTrue();
  }

  @Test
  void databaseThatNeitherAnswersNorRefusesIsNoGoodOne() throws Exception {
    source.hanging = new CountDownLatch(1);
    Thread asking = new Thread(health::isGood);
    asking.start();
    source.asked.await();

    clock.advance(Duration.ofMillis(9_999));
    assertThat(health.isGood()).isTrue();
    clock.advance(Duration.ofMillis(1));
    assertThat(health.isGood()).isFalse();
    assertThat(source.connections).hasValue(1);

    source.hanging.countDown();
    asking.join();
    assertThat(health.isGood()).isTrue();
  }

  @Test
  void nodeThatDoesNotKnowWhatOthersHaveEndedIsNoGoodOne() {
    new Schema(database, "portcullis_").create(true);
    Revocations revocations =
        new Revocations(
            new RevocationTable(database, "portcullis_"),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            clock);
    Health stale = new Health(database, Optional.of(revocations), clock);
    assertThat(stale.isGood()).isFalse();
    revocations.follow();
    clock.advance(Duration.ofMillis(29_999));
    assertThat(stale.isGood()).isTrue();

    clock.advance(Duration.ofMillis(1));

    assertThat(stale.isGood()).isFalse();
  }

  /** Counts who asks, and may be away or hang. */
  private final class Source implements DataSource {
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile boolean isAway;
    private volatile CountDownLatch hanging = new CountDownLatch(0);

    @Override
    public Connection getConnection() throws SQLException {
      connections.incrementAndGet();
      asked.countDown();
      if (isAway) {
        throw new SQLException("away", "08001");
      }
      try {
        hanging.await();
      } catch (InterruptedException e) {
        throw new SQLException(e);
      }
      return testDatabase.connect();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
      return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
      return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      throw new SQLException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }
}
