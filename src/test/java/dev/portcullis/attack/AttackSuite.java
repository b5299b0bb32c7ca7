package dev.portcullis.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Container;
import dev.portcullis.testing.ContainerKind;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.ShadedJar;
import dev.portcullis.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that has got past gates like ours, sent over sockets to one container: to an
 * application in the root and to one in a named context, as nobody and as a plain user.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class AttackSuite {
  private static final List<String> CONTEXTS = List.of("", "/ctx");

  private static TestDatabase database;
  private static Container container;
  private static Tokens tokens;

  /** Adds applications to those that are always there. */
  interface More {
    void write(AttackedWar war, Path webapps) throws IOException;
  }

  /** Starts a container with the applications that are attacked. */
  static void deploy(ContainerKind kind, ShadedJar jar, Path folder) throws IOException {
    deploy(kind, jar, folder, (war, webapps) -> {});
  }

  /** The same with more applications. */
  static void deploy(ContainerKind kind, ShadedJar jar, Path folder, More more) throws IOException {
    database = TestDatabase.h2OverTcp();
    SampleUsers.insertCheaplyInto(database);
    database.execute(
        "UPDATE portcullis_user SET username = 'a' || CHAR(13) || CHAR(10) || 'X-Evil: yes'"
            + " WHERE username = 'rahim'");
    Path webapps = Files.createTempDirectory(folder, "webapps");
    AttackedWar war =
        new AttackedWar(jar, Files.createTempDirectory(folder, "work"), database.parameters());
    war.writeTo(webapps);
    more.write(war, webapps);
    container = kind.start(webapps);
    tokens = Tokens.of(new Client(container.url() + "/ctx"));
  }

  static void undeploy() {
    if (container != null) {
      container.close();
      container = null;
    }
    database.close();
  }

  /** Where the results go. */
  abstract AttackTable table();

  static Stream<Attack> sent() {
    return Attacks.all().stream().filter(attack -> !attack.attempts().isEmpty());
  }

  /** Else refusals would mean nothing. */
  @Test
  @Order(1)
  void secretIsThereForWhoMayHaveIt() throws IOException {
    for (String context : List.of("", "/ctx", "/checked", "/twice")) {
      Target nobody = target(context);
      for (String path :
          List.of(
              "/admin/secret",
              "/admin/secret.txt",
              "/admin/welcome/",
              "/admin/filtered",
              "/api/x.css",
              "/x/admin.do",
              "/exact",
              "/welcome/",
              "/forward",
              "/include")) {
        RawAnswer answer = nobody.get(path, "Authorization: Bearer {admin}");

        assertThat(answer.status()).as(context + path).isEqualTo(200);
        assertThat(answer.text()).as(context + path).contains(AttackedServlet.SECRET);
      }
      assertThat(nobody.get("/admin/secret").status()).isEqualTo(401);
      assertThat(nobody.get("/admin/secret", "Authorization: Bearer {access}").status())
          .isEqualTo(403);
      assertThat(nobody.get("/who", "Authorization: Bearer {access}").text())
          .contains("user=mamun.");
      assertThat(nobody.get("/public/x").text()).contains(AttackedServlet.REACHED, "public");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sent")
  @Order(2)
  void attackFails(Attack attack) {
    List<String> through = new ArrayList<>();
    for (Attempt attempt : attack.attempts()) {
      for (Target target : targets(attempt)) {
        table().count(attack);
        String wrong = play(attempt, target);
        if (!wrong.isEmpty()) {
          table().fail(attack);
          through.add(wrong);
        }
      }
    }
    assertThat(through).isEmpty();
  }

  /**
   * What an answer cannot tell: that the application ran all the same, and what was written down.
   */
  @Test
  @Order(3)
  void logTellsOfNoServedSecretAndKeepsTokensAndForgeriesOut() {
    String log = container.log();

    assertThat(log).contains("The secret was served to user=admin.");
    assertThat(log)
        .doesNotContain("The secret was served to user=mamun.")
        .doesNotContain("The secret was served to user=null.")
        .doesNotContain("\u001b")
        .doesNotContain("\u202e")
        .doesNotContain("\nINFO forged line")
        .doesNotContain(Tokens.KEY)
        .doesNotContain("admin-pass-1");
    assertThat(tokens.isAnyIn(log)).as("a token is in the log").isFalse();
    assertThat(log.lines().filter(line -> line.contains("The gate failed"))).isEmpty();
  }

  /** An application, asked as nobody. */
  static Target target(String context) {
    return new Target(container.url(), context, tokens, false);
  }

  private static List<Target> targets(Attempt attempt) {
    List<Target> targets = new ArrayList<>();
    for (String context : CONTEXTS) {
      targets.add(target(context));
      if (attempt.isWithIdentity()) {
        targets.add(new Target(container.url(), context, tokens, true));
      }
    }
    return targets;
  }

  private static String play(Attempt attempt, Target target) {
    try {
      return attempt.play(target);
    } catch (IOException e) {
      return target + ": " + attempt + ": " + e;
    }
  }
}
