package dev.portcullis.it;

import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class BrowserOnJettyIT extends BrowserSuite {
  private static TestDatabase database;
  private static JettyApps apps;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.h2();
    SampleUsers.insertCheaplyInto(database);
    Map<String, String> parameters = new HashMap<>(database.parameters());
    parameters.putAll(parameters());
    apps = new JettyApps().add("/app", Map.copyOf(parameters), BrowserOnJettyIT::addServlets);
    parameters.put("cookie-secure", "true");
    apps.add("/secure", Map.copyOf(parameters), BrowserOnJettyIT::addServlets);
    apps.add("/", Map.copyOf(parameters), BrowserOnJettyIT::addServlets);
    serve(apps.start().url());
  }

  private static void addServlets(ServletContextHandler app) {
    for (String path : new String[] {"/who", "/open", "/admin/who"}) {
      app.addServlet(WhoServlet.class, path);
    }
  }

  @AfterAll
  static void stop() {
    apps.close();
    database.close();
  }
}
