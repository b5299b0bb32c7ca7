package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.it.Descriptor.ByHand;
import dev.portcullis.it.Descriptor.Version;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.Container;
import dev.portcullis.testing.EmbeddedContainer;
import dev.portcullis.testing.ProbeFilter;
import dev.portcullis.testing.ProbeListener;
import dev.portcullis.testing.ProbeServlet;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.War;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever web.xml an application has: there is one gate and it stands in front, or the application
 * does not start, or the README says what to do.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DescriptorSuite {
  private final TestDatabase database = TestDatabase.h2OverTcp();
  private Container container;
  private String log;
  private String token;

  /** What all the applications are deployed in. */
  abstract EmbeddedContainer kind();

  /** What they have. */
  List<Descriptor> descriptors() {
    return Descriptor.all();
  }

  /** Whether the jar is in the WAR of this one. */
  boolean isInTheWar(Descriptor descriptor) {
    return true;
  }

  /** Whether this container finds the jar by itself. */
  abstract boolean finds(Descriptor descriptor);

  @BeforeAll
  void deployAll(@TempDir Path webapps) throws Exception {
    SampleUsers.insertInto(database);
    for (Descriptor descriptor : descriptors()) {
      application(descriptor).unpackTo(webapps.resolve(descriptor.toString()));
    }
    container =
        kind()
            .with("h2", "jackson-core", "jjwt", "commons-", "bcrypt", "bytes", "bcprov")
            .start(webapps);
    log = container.log();
    token =
        "Token "
            + app(new Descriptor(Version.V2_3, false, Descriptor.Ordering.ABSENT, ByHand.LISTENER))
                .staticToken("/auth/api-token-auth/", "mamun", "1234");
  }

  /** What our jar needs is the container's: it is a tenth of a second less for each application. */
  private War application(Descriptor descriptor) throws IOException {
    War war =
        new War()
            .add(
                "WEB-INF/portcullis.properties",
                """
                jdbc-url = %s
                jdbc-username = sa
                pool-size = 1
                revocation = false
                """
                    .formatted(database.jdbcUrl()))
            .addClass(ProbeFilter.class)
            .addClass(ProbeListener.class)
            .addClass(ProbeServlet.class);
    if (isInTheWar(descriptor)) {
      war.addLibraries("portcullis");
    }
    return descriptor.version() == Version.NONE
        ? war.addClass(ProbeFilter.Annotated.class).addClass(ProbeListener.Annotated.class)
        : war.add("WEB-INF/web.xml", descriptor.webXml());
  }

  @AfterAll
  void stop() {
    if (container != null) {
      container.close();
    }
    database.close();
  }

  private Stream<Descriptor> guarded() {
    return descriptors().stream()
        .filter(descriptor -> finds(descriptor) || descriptor.byHand().hasListener());
  }

  private Stream<Descriptor> unfoundWithFilter() {
    return descriptors().stream()
        .filter(descriptor -> !finds(descriptor))
        .filter(descriptor -> !descriptor.byHand().hasListener())
        .filter(descriptor -> descriptor.byHand().hasFilter());
  }

  private Stream<Descriptor> unfound() {
    return descriptors().stream()
        .filter(descriptor -> !finds(descriptor))
        .filter(descriptor -> !descriptor.byHand().hasListener())
        .filter(descriptor -> !descriptor.byHand().hasFilter());
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void oneGateStandsInFront(Descriptor descriptor) {
    Client app = app(descriptor);

    Answer refused = app.get("/filtered/");
    Answer admitted = app.get("/filtered/", "Authorization", token);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("Portcullis-Error")).isEqualTo("not_authenticated");
    assertThat(refused.header(ProbeFilter.HEADER)).isEmpty();
    assertThat(admitted.body()).startsWith("user=mamun gates=1 ");
    assertThat(admitted.header(ProbeFilter.HEADER)).isEqualTo("ran");
    assertThat(log)
        .containsOnlyOnce("guards the application /" + descriptor + System.lineSeparator());
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void gateLetsRequestsBeAsync(Descriptor descriptor) {
    assertThat(app(descriptor).get("/plain", "Authorization", token).body())
        .isEqualTo("user=mamun gates=1 async=true");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void endpointsAreThereWhereTheApplicationHasNone(Descriptor descriptor) {
    Client app = app(descriptor);

    assertThat(app.get("/auth/profile/", "Authorization", token).text("username"))
        .isEqualTo("mamun");
    assertThat(app.postJson("/auth/login", Map.of()).status()).isEqualTo(400);
    if (descriptor.byHand() == ByHand.SERVLET_ON_OUR_URL) {
      assertThat(app.get("/auth/login/").status()).isEqualTo(401);
      assertThat(app.get("/auth/login/", "Authorization", token).body()).startsWith("user=mamun");
    } else {
      assertThat(app.get("/auth/login/").status()).isEqualTo(405);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("unfoundWithFilter")
  void filterWithoutItsListenerKeepsTheApplicationDown(Descriptor descriptor) {
    assertThat(app(descriptor).get("/plain").status()).isIn(404, 503);
  }

  /** The check of the README finds it, and the listener of the README, tested above, mends it. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("unfound")
  void whatKeepsTheJarOutIsSeenByThe404OfOurEndpoints(Descriptor descriptor) {
    assertThat(app(descriptor).get("/auth/profile/").status()).isEqualTo(404);
    assertThat(app(descriptor).get("/plain").body()).startsWith("user=null gates=0");
    assertThat(log)
        .doesNotContain("guards the application /" + descriptor + System.lineSeparator());
  }

  private Client app(Descriptor descriptor) {
    return new Client(container.url() + "/" + descriptor);
  }
}
