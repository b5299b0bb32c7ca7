package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator sees by JMX what comes to the gate, and lets in who has been made to wait. */
class JmxIT {
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  private final TestDatabase database = TestDatabase.h2();
  private final CountDownLatch registered = new CountDownLatch(2);
  private JettyApps apps;
  private Client client;
  private ObjectName gate;

  @BeforeEach
  void start() throws Exception {
    gate = new ObjectName("dev.portcullis:type=Gate,context=/watched");
    SERVER.addNotificationListener(
        MBeanServerDelegate.DELEGATE_NAME,
        (told, ignored) -> {
          if (told instanceof MBeanServerNotification bean
              && bean.getMBeanName().getDomain().equals("dev.portcullis")
              && bean.getType().equals(MBeanServerNotification.REGISTRATION_NOTIFICATION)) {
            registered.countDown();
          }
        },
        null,
        null);
    SampleUsers.insertCheaplyInto(database);
    Map<String, String> parameters = new HashMap<>(database.parameters());
    parameters.put("password-encoding", "pbkdf2_sha256$1000");
    parameters.put("lockout-after", "2");
    parameters.put("refresh-rotate", "true");
    parameters.put("refresh-grace", "0s");
    parameters.put("bad-token-limit", "3");
    parameters.put("rules", "/admin role:admin\n/open permit");
    apps = new JettyApps();
    add("/watched", parameters);
    add("/other", parameters);
    parameters.put("jmx", "false");
    add("/silent", parameters);
    apps.start();
    client = new Client(apps.url() + "/watched");
    assertThat(registered.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private void add(String path, Map<String, String> parameters) {
    apps.add(
        path,
        Map.copyOf(parameters),
        app -> {
          for (String page : new String[] {"/who", "/admin", "/open"}) {
            app.addServlet(WhoServlet.class, page);
          }
        });
  }

  @AfterEach
  void stop() {
    apps.close();
    database.close();
  }

  @Test
  void eachApplicationHasABeanUntilItEndsAndWhoWantsNoneHasNone() throws Exception {
    Set<ObjectName> names = SERVER.queryNames(new ObjectName("dev.portcullis:*"), null);
    assertThat(names)
        .containsExactlyInAnyOrder(gate, new ObjectName("dev.portcullis:type=Gate,context=/other"));

    apps.close();

    assertThat(SERVER.queryNames(new ObjectName("dev.portcullis:*"), null)).isEmpty();
  }

  @Test
  void requestsAreCountedByWhatBecameOfThem() throws Exception {
    Answer pair = login("mamun", "1234");
    String bearer = "Bearer " + pair.text("access");
    client.get("/who", "Authorization", bearer);
    client.get("/open");
    client.get("/who");
    client.get("/who", "Authorization", "Bearer abc");
    client.get("/admin", "Authorization", bearer);
    client.get("/who", "Authorization", "Token a", "Authorization", "Token b");
    client.get("/who", "Authorization", "Bearer abc");
    client.get("/who", "Authorization", "Bearer abc");
    client.get("/who", "Authorization", "Bearer abc");

    assertThat(read("RequestsAdmitted")).isEqualTo(3L);
    assertThat(read("RequestsUnauthenticated")).isEqualTo(4L);
    assertThat(read("RequestsForbidden")).isEqualTo(1L);
    assertThat(read("RequestsMalformed")).isEqualTo(1L);
    assertThat(read("RequestsThrottled")).isEqualTo(1L);
    assertThat(read("BadTokens")).isEqualTo(3L);
    assertThat(read("AddressesThrottled")).isEqualTo(1L);
    assertThat(read("RequestsUnavailable")).isEqualTo(0L);
    assertThat(read("UsersRemembered")).isEqualTo(1L);
    assertThat((Long) read("DatabaseCalls")).isPositive();
    assertThat((Double) read("DatabaseSeconds")).isPositive();
  }

  @Test
  void loginsRefreshesAndEndsAreCounted() throws Exception {
    Answer pair = login("mamun", "1234");
    login("mamun", "wrong");
    login("mamun", "wrong");
    login("mamun", "1234");
    Answer next = refresh(pair);
    refresh(pair);
    refresh(next);
    Map<String, Object> ends = Map.of("Logins", 1L, "LoginsFailed", 2L, "LoginsThrottled", 1L);

    for (Map.Entry<String, Object> end : ends.entrySet()) {
      assertThat(read(end.getKey())).as(end.getKey()).isEqualTo(end.getValue());
    }
    assertThat((Double) read("LoginSeconds")).isPositive();
    assertThat(read("Refreshes")).isEqualTo(1L);
    assertThat(read("RefreshesRefused")).isEqualTo(2L);
    assertThat(read("RefreshReuses")).isEqualTo(1L);
    assertThat(read("RevocationsRemembered")).isEqualTo(1L);
  }

  @Test
  void databaseThatIsAwayIsSeen() throws Exception {
    database.execute("ALTER TABLE portcullis_token RENAME TO away");

    client.get("/who", "Authorization", "Token 0123456789012345678901234567890123456789");

    assertThat(read("RequestsUnavailable")).isEqualTo(1L);
    assertThat((Long) read("DatabaseFailures")).isPositive();
  }

  @Test
  void poolKeysAndPollAreShown() throws Exception {
    assertThat(read("PoolSize")).isEqualTo(10L);
    assertThat((Long) read("PoolActive")).isBetween(0L, 2L);
    assertThat((Long) read("PoolIdle")).isNotNegative();
    assertThat(read("PoolWaiting")).isEqualTo(0L);
    assertThat((Double) read("RevocationPollAge")).isBetween(0d, 30d);
    assertThat((Double) read("PurgeAge")).isGreaterThanOrEqualTo(-1d);
    assertThat((String[]) read("Keys")).hasSize(1).allMatch(key -> key.startsWith("HS256 "));
  }

  @Test
  void everyAttributeIsOfTheTypeThatIsPromised() throws Exception {
    MBeanAttributeInfo[] attributes = SERVER.getMBeanInfo(gate).getAttributes();

    for (MBeanAttributeInfo attribute : attributes) {
      assertThat(read(attribute.getName()).getClass().getName())
          .as(attribute.getName())
          .isEqualTo(attribute.getType());
      assertThat(attribute.isWritable()).isFalse();
    }
    String[] names =
        Arrays.stream(attributes).map(MBeanAttributeInfo::getName).toArray(String[]::new);
    assertThat(SERVER.getAttributes(gate, names)).hasSize(attributes.length);
  }

  @Test
  void accountIsUnlocked() throws Exception {
    login("mamun", "wrong");
    login("mamun", "wrong");
    assertThat(login("mamun", "1234").status()).isEqualTo(429);

    invoke("unlock", " MAMUN");

    assertThat(login("mamun", "1234").status()).isEqualTo(200);
  }

  @Test
  void addressIsUnlockedForLoginsAndTokens() throws Exception {
    login("mamun", "wrong");
    login("mamun", "wrong");
    for (int i = 0; i < 4; i++) {
      client.get("/who", "Authorization", "Bearer abc");
    }

    invoke("unlockAddress", "::ffff:127.0.0.1");

    assertThat(login("mamun", "1234").status()).isEqualTo(200);
    assertThat(client.get("/who", "Authorization", "Bearer abc").status()).isEqualTo(401);
  }

  @Test
  void whatThereIsNotCannotBeReadOrCalled() {
    assertThatThrownBy(() -> read("Secret")).isInstanceOf(AttributeNotFoundException.class);
    assertThatThrownBy(() -> invoke("open", "x")).isInstanceOf(ReflectionException.class);
    assertThatThrownBy(
            () -> SERVER.setAttribute(gate, new javax.management.Attribute("RequestsAdmitted", 7L)))
        .isInstanceOf(AttributeNotFoundException.class);
  }

  private Object read(String attribute) throws JMException {
    return SERVER.getAttribute(gate, attribute);
  }

  private void invoke(String operation, String argument) throws JMException {
    SERVER.invoke(gate, operation, new Object[] {argument}, new String[] {String.class.getName()});
  }

  private Answer login(String username, String password) {
    return client.postJson("/auth/token/", Map.of("username", username, "password", password));
  }

  private Answer refresh(Answer pair) {
    return client.postJson("/auth/refresh/", Map.of("refresh", pair.text("refresh")));
  }
}
