package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.boot.Portcullis;
import dev.portcullis.boot.PortcullisInitializer;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import jakarta.servlet.ServletException;
import java.sql.DriverManager;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Portcullis in a program that embeds its server. */
class InstallIT {
  private final TestDatabase database = TestDatabase.h2();

  @Test
  void gateStandsAsTheProgramSays() throws Exception {
    Map<String, String> settings = database.parameters();
    settings.put("rules", "/who permit");
    AtomicReference<Boolean> second = new AtomicReference<>();

    try (JettyApps apps =
        new JettyApps()
            .addWith(
                "/app",
                (classes, context) -> {
                  assertThat(Portcullis.install(context, settings)).isTrue();
                  second.set(Portcullis.install(context, settings));
                  // What the jar's own service file would do: it finds that the gate stands.
                  new PortcullisInitializer().onStartup(null, context);
                },
                app -> {
                  app.addServlet(WhoServlet.class, "/who");
                  app.addServlet(WhoServlet.class, "/other");
                })
            .start()) {
      Client client = new Client(apps.url() + "/app");

      assertThat(second.get()).isFalse();
      assertThat(client.get("/who").status()).isEqualTo(200);
      assertThat(client.get("/other").status()).isEqualTo(401);
      assertThat(client.get("/auth/profile/").status()).isEqualTo(401);
    }
  }

  @Test
  void whatWasUninstalledCanBeInstalledAgain() throws Exception {
    Map<String, String> settings = database.parameters();

    try (JettyApps apps =
        new JettyApps()
            .addWith(
                "/app",
                (classes, context) -> {
                  assertThat(Portcullis.install(context, settings)).isTrue();
                  Portcullis.uninstall(context);
                  assertThat(Portcullis.install(context, settings)).isTrue();
                },
                app -> app.addServlet(WhoServlet.class, "/who"))
            .start()) {
      Client client = new Client(apps.url() + "/app");

      assertThat(client.get("/who").status()).isEqualTo(401);
      assertThat(client.get("/auth/profile/").status()).isEqualTo(401);
    }
  }

  @Test
  void driversOfTheProgramStayWhenAnApplicationEnds() throws Exception {
    DriverManager.registerDriver(new org.h2.Driver());

    new JettyApps().add("/app", database.parameters()).start().close();

    assertThat(DriverManager.getDriver("jdbc:h2:mem:")).isInstanceOf(org.h2.Driver.class);
  }

  @Test
  void mistakesComeOutAndAProgramThatSwallowsThemGetsNoOpenApplication() {
    String[] message = new String[1];

    try (JettyApps apps =
        new JettyApps()
            .addWith(
                "/app",
                (classes, context) -> {
                  try {
                    Portcullis.install(context, Map.of("mode", "open"));
                  } catch (ServletException e) {
                    message[0] = e.getMessage();
                  }
                  new PortcullisInitializer().onStartup(null, context);
                },
                app -> {})) {
      assertThatThrownBy(apps::start)
          .hasMessageContaining("data-source: neither it nor jdbc-url is given");
    }

    assertThat(message[0])
        .isEqualTo(
            """
            Portcullis: 2 configuration error(s):
              - mode = "open" (install): want enforce or report
              - data-source: neither it nor jdbc-url is given; want one of them""");
  }
}
