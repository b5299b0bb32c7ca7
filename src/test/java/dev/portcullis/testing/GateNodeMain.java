package dev.portcullis.testing;

import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** What {@link GateNode} runs: a gate until its input ends. */
final class GateNodeMain {
  private GateNodeMain() {}

  public static void main(String[] args) throws Exception {
    Properties properties = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of(args[0]), StandardCharsets.UTF_8)) {
      properties.load(file);
    }
    Map<String, String> parameters = new HashMap<>();
    properties.stringPropertyNames().forEach(n -> parameters.put(n, properties.getProperty(n)));
    JettyApps apps =
        new JettyApps()
            .add(
                "/app",
                parameters,
                app -> {
                  app.addServlet(WhoServlet.class, "/who");
                  app.addServlet(VitalsServlet.class, "/vitals");
                });
    Runtime.getRuntime().addShutdownHook(new Thread(apps::close));
    apps.start();
    System.out.println("Serving on port " + apps.url().getPort());
    while (System.in.read() != -1) {
      // Nobody says anything; the end is what counts.
    }
    System.exit(0);
  }
}
