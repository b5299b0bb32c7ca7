package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.AuditListener;
import dev.portcullis.AuditRecord;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is audited goes to a table and to a listener, and neither keeps a request waiting. */
class AuditTrailIT {
  private static final BlockingQueue<AuditRecord> HEARD = new LinkedBlockingQueue<>();
  private static volatile CountDownLatch hanging = new CountDownLatch(0);

  private final TestDatabase database = TestDatabase.h2();
  private final Map<String, String> parameters = new HashMap<>(database.parameters());
  private final JettyApps apps = new JettyApps();

  @BeforeEach
  void prepare() {
    HEARD.clear();
    hanging = new CountDownLatch(0);
    SampleUsers.insertCheaplyInto(database);
    parameters.put("password-encoding", "pbkdf2_sha256$1000");
  }

  @AfterEach
  void stop() {
    hanging.countDown();
    apps.close();
    database.close();
  }

  private Client start(String... more) throws Exception {
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    apps.add("/app", parameters).start();
    return new Client(apps.url() + "/app");
  }

  @Test
  void tableHasWhatHappenedAtTheLatestWhenTheApplicationHasEnded() throws Exception {
    Client client = start("audit-table", "true", "audit", "false");
    Answer pair = login(client, "1234");
    login(client, "my secret");
    client.send("POST", "/auth/logout/all/", "Authorization", "Bearer " + pair.text("access"));

    apps.close();

    assertThat(
            database.column(
                "SELECT CONCAT(event, ' ', outcome, ' ', user_id, ' ', address, ' ', scheme)"
                    + " FROM portcullis_audit ORDER BY id"))
        .containsExactly(
            "start ok   ",
            "login ok 1 127.0.0.1 Bearer",
            "login login_failed  127.0.0.1 ",
            "logout_all ok 1 127.0.0.1 Bearer");
    assertThat(database.column("SELECT user_digest FROM portcullis_audit WHERE user_digest <> ''"))
        .hasSize(1)
        .allMatch(digest -> digest.matches("[0-9a-f]{16}"));
    assertThat(database.column("SELECT sid FROM portcullis_audit WHERE sid <> ''")).hasSize(2);
  }

  @Test
  void withoutWishThereIsNoTable() throws Exception {
    start();

    assertThat(
            database.column(
                "SELECT table_name FROM information_schema.tables"
                    + " WHERE LOWER(table_name) = 'portcullis_audit'"))
        .isEmpty();
  }

  @Test
  void databaseThatLosesTheTableKeepsNobodyFromSigningIn() throws Exception {
    Client client = start("audit-table", "true");
    database.execute("DROP TABLE portcullis_audit");

    assertThat(login(client, "1234").status()).isEqualTo(200);
  }

  @Test
  void listenerHearsWhatHappens() throws Exception {
    Client client = start("audit-listener", Hearing.class.getName());
    login(client, "1234");

    assertThat(hear().event()).isEqualTo("start");
    AuditRecord login = hear();
    assertThat(login.event()).isEqualTo("login");
    assertThat(login.outcome()).isEqualTo("ok");
    assertThat(login.user()).contains("1");
    assertThat(login.address()).contains("127.0.0.1");
    assertThat(login.scheme()).contains("Bearer");
    assertThat(login.session()).isPresent();
    assertThat(login.userDigest()).isEmpty();
  }

  @Test
  void listenerThatThrowsKeepsHearing() throws Exception {
    Client client = start("audit-listener", Throwing.class.getName());

    for (int i = 0; i < 3; i++) {
      assertThat(login(client, "1234").status()).isEqualTo(200);
    }

    assertThat(List.of(hear().event(), hear().event(), hear().event(), hear().event()))
        .containsExactly("start", "login", "login", "login");
  }

  @Test
  void listenerThatHangsKeepsNeitherRequestsNorTheTableWaiting() throws Exception {
    hanging = new CountDownLatch(1);
    Client client = start("audit-listener", Hearing.class.getName(), "audit-table", "true");

    for (int i = 0; i < 5; i++) {
      assertThat(login(client, "1234").status()).isEqualTo(200);
    }

    String count = "SELECT COUNT(*) FROM portcullis_audit";
    while (!database.column(count).equals(List.of("6"))) {
      Thread.onSpinWait(); // The test would hang if it never came.
    }
    assertThat(HEARD).isEmpty();
  }

  @Test
  void classThatIsNoListenerKeepsTheApplicationFromStarting() {
    assertThatThrownBy(() -> start("audit-listener", "java.lang.String"))
        .hasStackTraceContaining("audit-listener = \"java.lang.String\": cannot be made")
        .hasStackTraceContaining("dev.portcullis.AuditListener");
  }

  private static AuditRecord hear() throws InterruptedException {
    AuditRecord heard = HEARD.poll(60, TimeUnit.SECONDS);
    assertThat(heard).isNotNull();
    return heard;
  }

  private static Answer login(Client client, String password) {
    return client.postJson("/auth/token/", Map.of("username", "mamun", "password", password));
  }

  /** Keeps what it hears, once it may. */
  public static final class Hearing implements AuditListener {
    /** Made by its name. */
    public Hearing() {}

    @Override
    public void happened(AuditRecord event) {
      try {
        hanging.await();
        HEARD.add(event);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Fails at whatever it hears. */
  public static final class Throwing implements AuditListener {
    /** Made by its name. */
    public Throwing() {}

    @Override
    public void happened(AuditRecord event) {
      HEARD.add(event);
      throw new IllegalStateException("deaf");
    }
  }
}
