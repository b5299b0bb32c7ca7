package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.Scheme;
import dev.portcullis.config.GateSettings.Login;
import dev.portcullis.config.SettingsReader.Effective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
  private static final References NOTHING = (origin, name) -> Optional.empty();
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @Test
  void defaultsAreThoseOfTheTable() {
    Settings settings = read(Map.of());

    assertThat(settings.toString())
        .isEqualTo(
            "Settings["
                + "gate=GateSettings[enabled=true, mode=ENFORCE, basePath=/auth,"
                + " schemes=[TOKEN, BEARER], login=JWT, rules=[], tokenSources=[], profile=[], principalName=USERNAME, rolePrefix=,"
                + " sessionAttribute=Optional.empty, requestAttribute=Optional.empty,"
                + " checkDispatch=false,"
                + " containerBridge=NONE], "
                + "database=DatabaseSettings[dataSource=Optional[jdbc/app],"
                + " jdbcUrl=Optional.empty, jdbcUsername=Optional.empty,"
                + " jdbcPassword=Optional.empty, jdbcDriver=Optional.empty, poolSize=10,"
                + " poolWait=PT3S, schema=CREATE, tablePrefix=portcullis_, tokenStore=PORTCULLIS], "
                + "users=UsersSettings[layout=PORTCULLIS, queries=Optional.empty, "
                + "columns=Columns[table=Optional.empty, id=id, username=username, "
                + "password=password, salt=Optional.empty, email=Optional.empty, "
                + "active=Optional.empty, lockedUntil=Optional.empty, expiresAt=Optional.empty, "
                + "roles=Optional.empty], updatePassword=Optional.empty, logins=[username], "
                + "roles=Roles[query=Optional.empty, "
                + "table=Optional.empty, flags={}, fixed=[]], timeZone=UTC], "
                + "passwords=PasswordSettings[encoding=pbkdf2_sha256$600000,"
                + " format=Optional.empty, upgrade=false, pepper=Optional.empty,"
                + " change=PasswordChangeSettings[enabled=false, minLength=8]], "
                + "jwt=JwtSettings[keys=JwtKeySettings[algorithm=Optional.empty, secret=Optional.empty,"
                + " files=[], rotation=Optional.empty, trustedIssuers=[]], issuer=Optional.empty,"
                + " audience=Optional.empty, typ=JWT, leeway=PT0S, accessLifetime=PT5M,"
                + " refreshLifetime=PT24H, refreshRotate=false, refreshGrace=PT10S,"
                + " sessionMax=Optional.empty, revocation=true, revocationPoll=PT1S,"
                + " staleLimit=PT30S, userCheck=PT10S, claims={}], "
                + "staticTokens=StaticTokenSettings[secret=Optional.empty,"
                + " lifetime=Optional.empty, idle=Optional.empty, perLogin=false], "
                + "browsers=BrowserSettings[cookies=AUTO, sameSite=LAX, secure=AUTO,"
                + " loginPage=Optional.empty, loginTitle=Optional.empty, loginColor=#1f5fbf,"
                + " corsOrigins=[]], "
                + "oauth=OAuthSettings[revocation=false, introspection=false, clients=[]], "
                + "defence=DefenceSettings[lockout=true, lockoutAfter=10, lockoutMax=PT5M, badTokenLimit=300,"
                + " trustedProxies=[], audit=true], "
                + "operation=OperationSettings[jmx=true, health=false, metrics=Optional.empty,"
                + " audit=AuditSettings[table=false, keep=PT2160H, listener=Optional.empty]]]");
  }

  @Test
  void disabledGateIsNotChecked() {
    Map<String, String> values =
        Map.of("enabled", "false", "jwt-secret", "short", "schemes", "none", "rules", "${x");

    Settings settings = read(values);

    assertThat(settings.gate().enabled()).isFalse();
    assertThat(settings.gate().schemes()).containsExactly(Scheme.TOKEN, Scheme.BEARER);
  }

  @Test
  void strongerSourceWins() {
    List<Source> sources = new ArrayList<>();
    Properties system = new Properties();
    system.setProperty("portcullis.jwt-issuer", "system");
    Properties file = new Properties();
    file.setProperty("jwt-issuer", "file");
    file.setProperty("data-source", "jdbc/app");
    sources.add(Source.systemProperties(system));
    sources.add(Source.environment(Map.of("PORTCULLIS_JWT_ISSUER", "environment")));
    sources.add(Source.of("init-param", Map.of("jwt-issuer", "init-param")));
    sources.add(
        Source.of(
            "context-param", Map.of("portcullis.jwt-issuer", "context-param"), "portcullis."));
    sources.add(Source.of("file", file));

    for (String expected :
        List.of("system", "environment", "init-param", "context-param", "file")) {
      Settings settings = new SettingsReader(sources, NOTHING).read();
      sources.remove(0);

      assertThat(settings.jwt().issuer()).contains(expected);
    }
  }

  @Test
  void turkishLocaleChangesNothing() {
    Locale before = Locale.getDefault();
    Locale.setDefault(new Locale("tr", "TR"));
    try {
      Settings settings =
          new SettingsReader(
                  List.of(
                      Source.environment(
                          Map.of(
                              "PORTCULLIS_JWT_ISSUER", "I",
                              "PORTCULLIS_PROFILE", "id",
                              "PORTCULLIS_PRINCIPAL_NAME", "id",
                              "PORTCULLIS_DATA_SOURCE", "${file:/d}"))),
                  (origin, name) -> Optional.of(origin + name))
              .read();

      assertThat(settings.jwt().issuer()).contains("I");
      assertThat(settings.gate().profile()).containsExactly(GateSettings.ProfileField.ID);
      assertThat(settings.gate().principalName()).isEqualTo(GateSettings.PrincipalName.ID);
      assertThat(settings.database().dataSource()).contains("FILE/d");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void whiteSpaceCountsInSecretsOnly() {
    Settings settings =
        read(
            Map.of(
                "jwt-issuer", "\n  me\t", "jwt-secret", " " + KEY + "\n", "schemes", " bearer "));

    assertThat(settings.jwt().issuer()).contains("me");
    assertThat(settings.jwt().keys().secret()).map(Secret::text).contains(" " + KEY + "\n");
    assertThat(settings.gate().schemes()).containsExactly(Scheme.BEARER);
  }

  @Test
  void listsTakeCommasLinesAndComments() {
    Settings settings =
        read(
            Map.of(
                "token-sources",
                "header:token_id, query:t # old links\n# none yet\n\n  body:token,\n"));

    assertThat(settings.gate().tokenSources())
        .extracting(TokenSource::toString)
        .containsExactly("header:token_id", "query:t", "body:token");
  }

  @Test
  void rulesKeepTheirCommasAndHashesWithinWords() {
    Settings settings =
        read(Map.of("rules", "# read by all\nGET,HEAD /a/* role:c#|d # people\n/* deny"));

    assertThat(settings.gate().rules().describe())
        .containsExactly(
            "GET,HEAD  /a/*         role:c#|d",
            "all       /*           deny",
            "all       other paths  authenticated");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'Token,Bearer', JWT",
    "'Bearer', JWT",
    "'Token', TOKEN",
  })
  void loginIsByJwtWhereBearerIsAccepted(String schemes, Login login) {
    assertThat(read(Map.of("schemes", schemes)).gate().login()).isEqualTo(login);
  }

  @Test
  void keysAreBytesOfTextOrBase64() {
    Settings settings =
        read(
            Map.of(
                "jwt-secret",
                "ü".repeat(16),
                "token-secret",
                "base64:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));

    assertThat(settings.jwt().keys().secret()).map(Secret::length).contains(32);
    assertThat(settings.staticTokens().secret()).map(Secret::bytes).contains(new byte[32]);
  }

  @Test
  void ownPoolTakesItsParameters() {
    Settings settings =
        new SettingsReader(
                List.of(
                    Source.of(
                        "file",
                        Map.of(
                            "jdbc-url", "jdbc:h2:mem:a;PASSWORD=top",
                            "jdbc-password", " secret ",
                            "pool-wait", "250ms"))),
                NOTHING)
            .read();

    assertThat(settings.database().jdbcUrl())
        .map(JdbcUrl::value)
        .contains("jdbc:h2:mem:a;PASSWORD=top");
    assertThat(settings.database().jdbcPassword()).map(Secret::text).contains(" secret ");
    assertThat(settings.database().poolWait()).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.toString()).doesNotContain("secret ").doesNotContain("top");
  }

  @Test
  void reportTellsWhatHoldsAndWhereItComesFrom() {
    SettingsReader reader =
        new SettingsReader(
            List.of(
                Source.environment(Map.of("PORTCULLIS_JWT_SECRET", KEY)),
                Source.of("file", Map.of("jwt-issuer", "${env:WHO}", "rules", "/a deny\n/b deny"))),
            NOTHING);

    List<Effective> report = reader.report();

    assertThat(report)
        .contains(
            new Effective("jwt-secret", "****", "environment"),
            new Effective("jwt-issuer", "${env:WHO}", "file"),
            new Effective("rules", "/a deny\\n/b deny", "file"),
            new Effective("access-lifetime", "5m", "default"))
        .extracting(Effective::name)
        .doesNotContain("jwt-audience");
  }

  private static Settings read(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("data-source", "jdbc/app");
    return new SettingsReader(List.of(Source.of("context-param", all)), NOTHING).read();
  }
}
