package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.Node;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The JavaScript client against the gate. */
class ClientScriptIT {

  @Test
  void clientAndGateUnderstandEachOther() throws Exception {
    assumeTrue(Node.isThere(), "Node 20 is not there, and the client is run by it");
    TestDatabase database = TestDatabase.h2();
    SampleUsers.insertInto(database);
    Map<String, String> settings = new HashMap<>(database.parameters());
    settings.put("refresh-rotate", "true");
    settings.put("refresh-grace", "0s");

    try (JettyApps apps =
        new JettyApps()
            .add("/app", settings, app -> app.addServlet(WhoServlet.class, "/who"))
            .start()) {
      Node.Run run =
          Node.test("against-portcullis.mjs", Map.of("PORTCULLIS_APP", apps.url() + "/app"));

      assertThat(run.status()).as(run.output()).isZero();
      assertThat(run.output()).contains("pass 5").contains("fail 0");
    }
  }
}
