package dev.portcullis.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.ContainerKind;
import dev.portcullis.testing.JettyDistribution;
import dev.portcullis.testing.ShadedJar;
import dev.portcullis.testing.TomcatDistribution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The attacks on containers as they are downloaded, of either API; prints a table at the end. */
@Tag("containers")
@ParameterizedClass(name = "{0}")
@EnumSource
class AttacksOnDistributionsIT extends AttackSuite {
  @RegisterExtension static final AttackTable TABLE = new AttackTable();

  @Parameter Downloaded downloaded;

  /** As the Maven profile {@code containers} unpacks them. */
  enum Downloaded {
    TOMCAT_9_0("Tomcat 9.0.117", ShadedJar.JAVAX, new TomcatDistribution("apache-tomcat-9.0.117")),
    TOMCAT_10_1(
        "Tomcat 10.1.59", ShadedJar.JAKARTA, new TomcatDistribution("apache-tomcat-10.1.59")),
    TOMCAT_11_0(
        "Tomcat 11.0.24", ShadedJar.JAKARTA, new TomcatDistribution("apache-tomcat-11.0.24")),
    JETTY_12_1(
        "Jetty 12.1.12 ee10",
        ShadedJar.JAKARTA,
        new JettyDistribution(
            "jetty-home-12.1.12", "ee10-deploy,ee10-annotations,ee10-apache-jsp"));

    private final String title;
    private final ShadedJar jar;

    @SuppressWarnings("ImmutableEnumChecker") // All kinds are, but it does not know.
    private final ContainerKind kind;

    Downloaded(String title, ShadedJar jar, ContainerKind kind) {
      this.title = title;
      this.jar = jar;
      this.kind = kind;
    }

    @Override
    public String toString() {
      return title;
    }
  }

  @BeforeParameterizedClassInvocation
  static void start(Downloaded downloaded, @TempDir Path folder) throws IOException {
    TABLE.begin(downloaded.toString());
    deploy(downloaded.kind, downloaded.jar, folder, AttackedWar::writeDoubledTo);
  }

  /** Two copies are two fragments of one name, which servers refuse (Jakarta Servlet, 8.2.2). */
  @Test
  void applicationWithTwoCopiesOfTheJarLetsNothingPass() throws IOException {
    for (String path : List.of("/admin/secret", "/who", "/admin/filtered")) {
      Target nobody = target("/doubled");

      assertThat(nobody.get(path).status()).isIn(401, 404, 503);
      assertThat(nobody.get(path).text()).doesNotContain(AttackedServlet.REACHED);
    }
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    undeploy();
  }

  @Override
  AttackTable table() {
    return TABLE;
  }
}
