package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.EmbeddedContainer;
import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.War;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application that is deployed and undeployed again and again leaves nothing behind: with our
 * own pool and MySQL's driver in the WAR, which are known for the contrary.
 */
class RedeployIT {
  /** Thirty in the profile "containers"; a few every time. */
  private static final int ROUNDS = Integer.getInteger("redeploy.rounds", 5);

  // It may be at its rounds in the application, just when that is taken away.
  private static final Pattern TOMCATS_OWN_THREAD =
      Pattern.compile(".* a thread named \\[Catalina-utility-\\d+\\] but has failed to stop it.*");

  private static final Pattern ROUND =
      Pattern.compile("round (\\d+) collected (\\w+) threads (\\d+)");

  @Test
  void noRoundLeavesAClassLoaderAThreadOrAWarning(@TempDir Path folder) throws Exception {
    Path war = folder.resolve("app.war");
    try (TestDatabase database = MariaDb.fresh()) {
      SampleUsers.insertInto(database);
      write(war, database.parameters());

      String log = EmbeddedContainer.tomcat11().redeploy(war, ROUNDS);

      List<MatchResult> rounds = ROUND.matcher(log).results().toList();
      assertThat(rounds).hasSize(ROUNDS);
      assertThat(rounds).allSatisfy(round -> assertThat(round.group(2)).isEqualTo("true"));
      // The first rounds warm up Tomcat's own.
      assertThat(Integer.parseInt(rounds.get(ROUNDS - 1).group(3)))
          .isLessThanOrEqualTo(Integer.parseInt(rounds.get(2).group(3)));
      assertThat(log).contains("Portcullis has left the application /app");
      assertThat(TOMCATS_OWN_THREAD.matcher(log).replaceAll(""))
          .doesNotContain("memory leak", "failed to stop", "failed to unregister");
    }
  }

  private static void write(Path war, Map<String, String> parameters) throws Exception {
    StringBuilder webXml =
        new StringBuilder("<web-app xmlns=\"http://java.sun.com/xml/ns/javaee\" version=\"3.0\">");
    parameters.forEach(
        (name, value) ->
            webXml
                .append("<context-param><param-name>portcullis.")
                .append(name)
                .append("</param-name><param-value>")
                .append(value.replace("&", "&amp;"))
                .append("</param-value></context-param>"));
    new War()
        .add("WEB-INF/web.xml", webXml.append("</web-app>").toString())
        .addPortcullis("mysql-connector-j")
        .write(war);
  }
}
