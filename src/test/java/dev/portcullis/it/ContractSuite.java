package dev.portcullis.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.json.Json;
import dev.portcullis.testing.Apps;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays the wire contract, as recorded from Django REST Framework and simplejwt, against contexts
 * of ours that are configured as its groups want.
 */
abstract class ContractSuite {
  private static final String SECRET = "contract-secret-contract-secret-contract";
  private static final String PYTHON = "python3";

  /** A new and empty database. */
  abstract TestDatabase database();

  /** The container, with no application yet. */
  Apps apps() {
    return new JettyApps();
  }

  /** Makes the users and says in which parameters they are. */
  Map<String, String> users(TestDatabase database) {
    SampleUsers.insertInto(database);
    return Map.of();
  }

  @Test
  void everyCaseOfTheContractPasses(@TempDir Path folder) throws Exception {
    assumeTrue(hasPython(), "python3 is not there, and the contract is played by it");
    TestDatabase database = database();
    Map<String, String> parameters = with(database.parameters(), users(database));
    Files.write(folder.resolve("map.json"), Json.write(map()));
    copy("contract.py", folder);
    copy("cases-basic.json", folder);

    try (Apps apps = addGroups(apps(), parameters).start()) {
      String output = play(folder, apps.url().toString());

      assertThat(output).endsWith("57 passed, 0 failed\n").doesNotContain("skipped");
    }
  }

  private static Apps addGroups(Apps apps, Map<String, String> parameters) {
    Map<String, String> common = with(parameters, Map.of("base-path", "/"));
    return apps.add("/token-auth", with(common, Map.of("schemes", "Token")))
        // simplejwt's access tokens outlive a logout; ours do only if asked.
        .add(
            "/jwt",
            with(common, Map.of("schemes", "Bearer", "jwt-secret", SECRET, "revocation", "false")))
        .add(
            "/jwt-rotate",
            with(
                common,
                Map.of(
                    "schemes", "Bearer",
                    "jwt-secret", SECRET,
                    "refresh-rotate", "true",
                    "refresh-grace", "0s")))
        .add("/both", with(common, Map.of("schemes", "Token, Bearer", "jwt-secret", SECRET)));
  }

  private static Map<String, Object> map() {
    return Map.of(
        "token", paths("/token-auth", "login", "logout", "profile"),
        "jwt", paths("/jwt", "login", "refresh", "verify", "logout", "profile"),
        "jwt_rotate", paths("/jwt-rotate", "login", "refresh", "verify", "logout", "profile"),
        "both", paths("/both", "profile", "logout"));
  }

  private static Map<String, String> paths(String context, String... endpoints) {
    Map<String, String> paths = new HashMap<>();
    for (String endpoint : endpoints) {
      paths.put(endpoint, context + "/" + endpoint + "/");
    }
    return paths;
  }

  private static Map<String, String> with(Map<String, String> base, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(base);
    all.putAll(more);
    return all;
  }

  private static String play(Path folder, String url) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            PYTHON,
            "contract.py",
            url,
            "cases-basic.json",
            "--map",
            "map.json",
            "--secret",
            SECRET);
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return output;
  }

  private static void copy(String name, Path folder) throws IOException {
    try (InputStream in = ContractSuite.class.getResourceAsStream("/contract/" + name)) {
      Files.copy(in, folder.resolve(name));
    }
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder(PYTHON, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
