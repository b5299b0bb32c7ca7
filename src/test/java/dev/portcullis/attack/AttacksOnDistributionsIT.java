package dev.portcullis.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.ContainerKind;
import dev.portcullis.testing.JettyDistribution;
import dev.portcullis.testing.ShadedJar;
import dev.portcullis.testing.TomcatDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
    TOMCAT_9_0("Tomcat 9.0.117", ShadedJar.JAVAX, "apache-tomcat-9.0.117"),
    TOMCAT_10_1("Tomcat 10.1.59", ShadedJar.JAKARTA, "apache-tomcat-10.1.59"),
    TOMCAT_11_0("Tomcat 11.0.24", ShadedJar.JAKARTA, "apache-tomcat-11.0.24"),
    JETTY_12_1(
        "Jetty 12.1.12 ee10",
        ShadedJar.JAKARTA,
        "jetty-home-12.1.12/lib/ee10-websocket",
        new JettyDistribution(
            "jetty-home-12.1.12",
            "ee10-deploy,ee10-annotations,ee10-apache-jsp,ee10-websocket-jakarta"));

    private final String title;
    private final ShadedJar jar;
    private final String webSockets;

    @SuppressWarnings("ImmutableEnumChecker") // All kinds are, but it does not know.
    private final ContainerKind kind;

    Downloaded(String title, ShadedJar jar, String tomcat) {
      this(title, jar, tomcat + "/lib", new TomcatDistribution(tomcat));
    }

    Downloaded(String title, ShadedJar jar, String webSockets, ContainerKind kind) {
      this.title = title;
      this.jar = jar;
      this.webSockets = webSockets;
      this.kind = kind;
    }

    /** The jars with the container's API for WebSocket. */
    private List<Path> webSockets() throws IOException {
      Path folder = Path.of("target", "containers").resolve(webSockets);
      try (Stream<Path> jars = Files.list(folder)) {
        return jars.filter(file -> file.toString().matches(".*websocket-(client-)?api.*")).toList();
      }
    }

    @Override
    public String toString() {
      return title;
    }
  }

  @BeforeParameterizedClassInvocation
  static void start(Downloaded downloaded, @TempDir Path folder) throws IOException {
    TABLE.begin(downloaded.toString());
    deploy(
        downloaded.kind,
        downloaded.jar,
        folder,
        (war, webapps) -> {
          war.writeDoubledTo(webapps);
          war.writeSocketsTo(webapps, downloaded.webSockets());
        });
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

  @Test
  void endpointForWebSocketIsBehindTheGate() throws IOException {
    assertThat(handshake("").status()).isEqualTo(401);
    assertThat(handshake("Authorization: Bearer {access}").status()).isEqualTo(403);
    assertThat(handshake("Authorization: Bearer {admin}").statuses()).containsExactly("101");
  }

  private static RawAnswer handshake(String authorization) throws IOException {
    return target("/sockets")
        .send(
            """
            GET /sockets/admin/socket HTTP/1.1
            Host: {host}
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
            %s

            """
                .formatted(authorization.isEmpty() ? "X-No: identity" : authorization));
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
