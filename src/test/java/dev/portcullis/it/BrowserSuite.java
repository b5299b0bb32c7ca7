package dev.portcullis.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Browser;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.Race;
import dev.portcullis.testing.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * People in browsers: cookies, redirects, and what others may not make a browser do. The
 * application at {@code /app} says at {@code /who} who has come, is open at {@code /open}, and is
 * for admins at {@code /admin/who}; {@code /secure} is the same with {@code cookie-secure=true}.
 */
abstract class BrowserSuite {
  private static final Map<String, String> RULES =
      Map.of(
          "rules", "/open permit\n/admin/* role:admin\n/* authenticated", "login-color", "#0b6e4f");
  private static final String[] ELSEWHERE = {"Origin", "https://evil.example"};

  private static URI server;
  private Browser browser;

  /** The parameters of the application at {@code /app}, beside those of its database. */
  static Map<String, String> parameters() {
    return RULES;
  }

  static void serve(URI url) {
    server = url;
  }

  @BeforeEach
  void open() {
    browser = new Browser(server + "/app");
  }

  // -- Signing in and out ------------------------------------------------------------------------

  @Test
  void pageLeadsToTheLoginPageAndBack() {
    Answer refused = browser.open("/who?a=1&b=%26");

    assertThat(refused.status()).isEqualTo(303);
    assertThat(refused.header("Location"))
        .isEqualTo("/app/auth/login/?next=%2Fapp%2Fwho%3Fa%3D1%26b%3D%2526");
    assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
    Answer page = browser.open("/auth/login/?next=%2Fapp%2Fwho%3Fa%3D1%26b%3D%2526");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("action=\"/app/auth/login/\"", "value=\"/app/who?a=1&amp;b=%26\"");

    Answer in =
        browser.submit(
            "/auth/login/",
            Map.of("username", "mamun", "password", "1234", "next", "/app/who?a=1&b=%26"));

    assertThat(in.status()).isEqualTo(303);
    assertThat(in.header("Location")).isEqualTo("/app/who?a=1&b=%26");
    assertThat(in.body()).isEmpty();
    assertThat(browser.open("/who").body()).contains("remoteUser=mamun authType=Bearer");
  }

  @Test
  void wrongPasswordShowsThePageAgainAndSetsNothing() {
    Answer wrong =
        browser.submit(
            "/auth/login/",
            Map.of("username", "<b>mamun", "password", "wrong", "next", "/app/who"));

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.header("Portcullis-Error")).isEqualTo("login_failed");
    assertThat(wrong.header("Content-Type")).startsWith("text/html");
    assertThat(wrong.body())
        .contains("role=\"alert\"", "value=\"/app/who\"")
        .doesNotContain("mamun", "wrong\"", "<b>");
    assertThat(wrong.header("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest(name = "{0} / {1}")
  @CsvSource({"mamun,wrong", "nobody,1234", "inactive,1234", "mamun,''", "'',1234"})
  void refusalsOfAPersonLookAlike(String username, String password) {
    Answer refused = browser.signIn(username, password);

    assertThat(refused.status()).isIn(400, 401);
    assertThat(refused.body()).isEqualTo(browser.signIn("mamun", "wrong").body());
  }

  @Test
  void scriptIsToldInJsonWhyItIsRefused() {
    Answer refused =
        browser.submit(
            "/auth/login/",
            Map.of("username", "mamun", "password", "wrong"),
            "Sec-Fetch-Mode",
            "cors");

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text("detail"))
        .isEqualTo("No active account found with the given credentials");
  }

  @Test
  void loginThatWantsNoHtmlGetsTokensAndNoCookie() {
    Client client = new Client(server + "/app");

    Answer answer =
        client.post(
            "/auth/login/",
            "application/x-www-form-urlencoded",
            "username=mamun&password=1234",
            "Accept",
            "application/json");

    assertThat(answer.json()).containsOnlyKeys("refresh", "access");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*/*; q=0.2", "*; q=.2, */*; q=.2"}) // Of a JDK of today, and of an older one.
  void oldJavaProgramThatPostsAFormGetsTokensAsEver(String rest) {
    Answer answer =
        new Client(server + "/app")
            .post(
                "/auth/login/",
                "application/x-www-form-urlencoded",
                "username=mamun&password=1234",
                "Accept",
                "text/html, image/gif, image/jpeg, " + rest);

    assertThat(answer.json()).containsOnlyKeys("refresh", "access");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @Test
  void loginPageIsForBrowsersOnly() {
    Answer answer = new Client(server + "/app").get("/auth/login/");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.json()).containsEntry("detail", "Method \"GET\" not allowed.");
  }

  @Test
  void logoutEndsTheSessionAndTakesTheCookies() {
    browser.signIn("mamun", "1234");
    Browser thief = browser.copy();

    Answer out = browser.submit("/auth/logout/", Map.of());

    assertThat(out.status()).isEqualTo(303);
    assertThat(out.header("Location")).isEqualTo("/app/");
    assertThat(browser.cookies()).isEmpty();
    assertThat(thief.fetch("/who").status()).isEqualTo(401);
    assertThat(thief.cookies()).isEmpty();
  }

  @Test
  void logoutOfTheServletApiDoesTheSame() {
    browser.signIn("mamun", "1234");
    Browser thief = browser.copy();

    assertThat(browser.submit("/who?logout", Map.of()).body()).contains("remoteUser=null");

    assertThat(browser.cookies()).isEmpty();
    assertThat(thief.fetch("/who").status()).isEqualTo(401);
  }

  @Test
  void logoutAfterTheEndOfTheSessionShowsTheLoginPage() {
    Answer out = browser.submit("/auth/logout/", Map.of());

    assertThat(out.status()).isEqualTo(401);
    assertThat(out.header("Content-Type")).startsWith("text/html");
    assertThat(out.body()).contains("Your session has ended", "action=\"/app/auth/login/\"");
  }

  @Test
  void sessionOfTheContainerChangesItsIdAndIsNeverMade() {
    String before = browser.open("/open?session").body();

    Answer in = browser.signIn("mamun", "1234");

    assertThat(in.header("Set-Cookie")).contains("JSESSIONID");
    assertThat(browser.open("/open?session").body()).isNotEqualTo(before);
    Browser other = new Browser(server + "/app");
    assertThat(other.signIn("mamun", "1234").header("Set-Cookie")).doesNotContain("JSESSIONID");
  }

  // -- Cookies -----------------------------------------------------------------------------------

  @ParameterizedTest(name = "{0}: {1}; {2}")
  @CsvSource({
    "/app,    portcullis-app-access,              ''",
    "/app,    portcullis-app-refresh,             ''",
    "/secure, __Secure-portcullis-secure-access,  ; Secure",
    "/secure, __Secure-portcullis-secure-refresh, ; Secure",
    "'',      __Host-portcullis-access,           ; Secure",
    "'',      __Host-portcullis-refresh,          ; Secure",
  })
  void cookiesAreForTheApplicationAlone(String context, String name, String secure) {
    Browser there = new Browser(server + context);
    boolean isHttps = !secure.isEmpty();
    Answer in =
        there.submitFromNowhere(
            "/auth/login/",
            Map.of("username", "mamun", "password", "1234"),
            "Origin",
            isHttps ? there.origin().replace("http:", "https:") : there.origin());

    assertThat(in.response().headers().allValues("Set-Cookie"))
        .hasSize(2)
        .filteredOn(line -> line.startsWith(name + "="))
        .singleElement()
        .asString()
        .matches(
            name
                + "=[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+; Path="
                + (context.isEmpty() ? "/" : context)
                + "; HttpOnly; SameSite=Lax"
                + secure);
  }

  @Test
  void headerThatAnybodyCanSendMakesNoHttps() {
    Answer in =
        browser.submit(
            "/auth/login/",
            Map.of("username", "mamun", "password", "1234"),
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Host",
            "evil.example",
            "Forwarded",
            "proto=https;host=evil.example");

    assertThat(in.header("Set-Cookie")).doesNotContain("Secure").doesNotContain("Domain");
    assertThat(in.header("Location")).isEqualTo("/app/");
  }

  @Test
  void cookieWithoutItsPrefixIsNotReadWhereItMustHaveOne() {
    Browser there = new Browser(server + "/secure");
    there.submitFromNowhere(
        "/auth/login/",
        Map.of("username", "mamun", "password", "1234"),
        "Origin",
        there.origin().replace("http:", "https:"));
    assertThat(there.fetch("/who").status()).isEqualTo(200);
    String access = there.cookies().get("__Secure-portcullis-secure-access");
    there.cookies().clear();

    there.cookies().put("portcullis-secure-access", access);

    assertThat(there.fetch("/who").status()).isEqualTo(401);
  }

  @Test
  void refreshTokenInTheAccessCookieIsNoIdentity() {
    browser.signIn("mamun", "1234");
    String refresh = browser.cookies().remove("portcullis-app-refresh");

    browser.cookies().put("portcullis-app-access", refresh);

    assertThat(browser.fetch("/who").status()).isEqualTo(401);
  }

  @Test
  void accessTokenInTheRefreshCookieRenewsNothing() {
    browser.signIn("mamun", "1234");
    String access = browser.cookies().remove("portcullis-app-access");

    browser.cookies().put("portcullis-app-refresh", access);

    assertThat(browser.fetch("/who").status()).isEqualTo(401);
    assertThat(browser.cookies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b.c", "....", "eyJhbGciOiJub25lIn0.e30.", "%00"})
  void garbageIsNobodyAndIsTakenAway(String garbage) {
    browser.cookies().put("portcullis-app-access", garbage);
    browser.cookies().put("portcullis-app-refresh", garbage);

    assertThat(browser.open("/open").body()).contains("remoteUser=null");
    assertThat(browser.cookies()).isEmpty();
    assertThat(browser.open("/who").status()).isEqualTo(303);
  }

  @Test
  void plantedSecondCookieIsRefused() {
    browser.signIn("mamun", "1234");

    Answer answer = browser.open("/who", "Cookie", "portcullis-app-access=planted");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Portcullis-Error")).isEqualTo("credentials_ambiguous");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer dead", "Bearer", "Token dead", "Basic bWFtdW46MTIzNA==", "x"})
  void headerDisablesTheCookieEvenIfItIsInvalid(String header) {
    browser.signIn("mamun", "1234");

    Answer answer = browser.open("/who", "Authorization", header);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
  }

  @Test
  void headerIsExemptFromTheQuestionFromWhere() {
    Client client = new Client(server + "/app");
    String access =
        client
            .postJson("/auth/token/", Map.of("username", "admin", "password", "admin-pass-1"))
            .text("access");
    browser.signIn("mamun", "1234");

    Answer answer =
        browser.submitFromNowhere(
            "/who",
            Map.of(),
            "Authorization",
            "Bearer " + access,
            "Origin",
            "https://evil.example");

    assertThat(answer.body()).contains("remoteUser=admin");
  }

  @Test
  void pagesOfACookieAreNotForSharedCaches() {
    browser.signIn("mamun", "1234");

    Answer page = browser.open("/who");

    assertThat(page.header("Cache-Control")).isEqualTo("private");
    assertThat(page.header("Vary")).contains("Cookie");
    assertThat(page.header("Set-Cookie")).isEmpty();
  }

  // -- Renewal -----------------------------------------------------------------------------------

  @Test
  void pageAfterTheEndOfTheAccessTokenIsLetThrough() {
    browser.signIn("mamun", "1234");
    Map<String, String> first = Map.copyOf(browser.cookies());
    browser.spoilAccess();

    Answer page = browser.open("/who");

    assertThat(page.body()).contains("remoteUser=mamun");
    assertThat(browser.cookies().keySet()).isEqualTo(first.keySet());
    assertThat(browser.cookies().values()).doesNotContainAnyElementsOf(first.values());
    assertThat(browser.open("/who").header("Set-Cookie")).isEmpty();
  }

  @Test
  void oldFormAfterTheEndOfTheAccessTokenLosesNothing() {
    browser.signIn("mamun", "1234");
    browser.spoilAccess();

    Answer answer = browser.submit("/who?form", Map.of("field", "three pages of text"));

    assertThat(answer.body()).isEqualTo("three pages of text");
  }

  @Test
  void requestsThatRaceAllPassAndEndWithOneSession() {
    browser.signIn("mamun", "1234");
    browser.spoilAccess();
    List<Browser> tabs = List.of(browser.copy(), browser.copy(), browser.copy(), browser.copy());

    List<Answer> answers = Race.of(tabs.size(), i -> tabs.get(i).open("/who"));

    assertThat(answers).allSatisfy(page -> assertThat(page.body()).contains("remoteUser=mamun"));
    assertThat(tabs.stream().map(tab -> tab.cookies().get("portcullis-app-refresh")).distinct())
        .hasSize(1);
    tabs.get(0).submit("/auth/logout/", Map.of());
    assertThat(tabs).allSatisfy(tab -> assertThat(tab.fetch("/who").status()).isEqualTo(401));
  }

  @ParameterizedTest(name = "a request with {0}: {1}, {2}: {3} renews nothing")
  @CsvSource({
    "Sec-Fetch-Site, cross-site, Sec-Fetch-Dest, image",
    "Sec-Fetch-Site, same-site,  Sec-Fetch-Dest, iframe",
    "Sec-Fetch-Site, cross-site, Sec-Fetch-Mode, no-cors",
  })
  void partsOfOtherSitesRenewNothing(String name, String value, String other, String otherValue) {
    browser.signIn("mamun", "1234");
    browser.spoilAccess();

    Answer answer = browser.open("/who", name, value, other, otherValue);

    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(browser.open("/who").body()).contains("remoteUser=mamun");
  }

  @Test
  void linkFromAnotherSiteRenews() {
    browser.signIn("mamun", "1234");
    browser.spoilAccess();

    Answer page =
        browser.open(
            "/who",
            "Sec-Fetch-Site",
            "cross-site",
            "Sec-Fetch-Mode",
            "navigate",
            "Sec-Fetch-Dest",
            "document");

    assertThat(page.body()).contains("remoteUser=mamun");
  }

  @Test
  void scriptRenewsByTheCookieAndSeesNoToken() {
    browser.signIn("mamun", "1234");
    String before = browser.cookies().get("portcullis-app-refresh");

    Answer renewed = postJson("/auth/token/refresh/", "{}", "Origin", browser.origin());

    assertThat(renewed.status()).isEqualTo(200);
    assertThat(renewed.body()).isEqualTo("{}");
    assertThat(renewed.response().headers().allValues("Set-Cookie"))
        .hasSize(2)
        .noneMatch(line -> line.contains(before));
  }

  @Test
  void scriptOfAnotherSiteRenewsNothing() {
    browser.signIn("mamun", "1234");

    Answer refused = postJson("/auth/token/refresh/", "{}", ELSEWHERE);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("Set-Cookie")).isEmpty();
  }

  @Test
  void refreshWithoutCookieIsThatOfTheContract() {
    Answer refused = postJson("/auth/token/refresh/", "{}", "Origin", browser.origin());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).isEqualTo("{\"refresh\":[\"This field is required.\"]}");
  }

  // -- Other sites -------------------------------------------------------------------------------

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, SAME-ORIGIN",
    "Sec-Fetch-Site, ''",
    "Origin, https://evil.example",
    "Origin, null",
    "Origin, http://127.0.0.1",
    "Origin, http://127.0.0.1:1",
    "Origin, http://127.0.0.1.evil.example",
    "Origin, ''",
    "Referer, https://evil.example/app/who",
    "Referer, http://127.0.0.1@evil.example/",
    "Referer, /app/who",
    "Accept-Language, en",
  })
  void formOfAnotherSiteIsRefused(String name, String value) {
    browser.signIn("mamun", "1234");

    Answer page = browser.submitFromNowhere("/who", Map.of(), name, value);
    Answer script =
        browser.submitFromNowhere(
            "/who", Map.of(), "X-Requested-With", "XMLHttpRequest", name, value);

    assertThat(page.status()).isEqualTo(403);
    assertThat(page.header("Portcullis-Error")).isEqualTo("cross_site");
    assertThat(page.body()).doesNotContain("remoteUser");
    assertThat(script.status()).isEqualTo(403);
    assertThat(script.json()).containsEntry("code", "cross_site");
    assertThat(browser.submitFromNowhere("/auth/logout/", Map.of(), name, value).status())
        .isEqualTo(403);
    assertThat(browser.submitFromNowhere("/auth/logout/all/", Map.of(), name, value).status())
        .isEqualTo(403);
    assertThat(browser.open("/who").status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "Sec-Fetch-Site, same-origin",
    "Sec-Fetch-Site, none",
    "Origin, OURS",
    "Referer, OURS/app/who?x=http://evil.example/",
  })
  void formOfThisOriginPasses(String name, String value) {
    browser.signIn("mamun", "1234");

    Answer answer =
        browser.submitFromNowhere("/who", Map.of(), name, value.replace("OURS", browser.origin()));

    assertThat(answer.body()).contains("remoteUser=mamun");
  }

  @Test
  void whatTheBrowserSaysOfTheSiteCountsMoreThanTheOrigin() {
    browser.signIn("mamun", "1234");

    Answer answer = browser.submit("/who", Map.of(), "Sec-Fetch-Site", "cross-site");

    assertThat(answer.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "PROPFIND", "FOO", "get"})
  void everyMethodThatMayDoSomethingIsAsked(String method) {
    browser.signIn("mamun", "1234");
    Client client = new Client(server + "/app");

    Answer answer =
        client.send(method, "/who", "Cookie", cookieHeader(), "Origin", "https://evil.example");

    assertThat(answer.status()).isIn(403, 501);
  }

  @Test
  void openPageTakesAFormOfAnotherSiteAsNobodys() {
    browser.signIn("mamun", "1234");

    Answer answer = browser.submitFromNowhere("/open", Map.of(), ELSEWHERE);

    assertThat(answer.body()).contains("remoteUser=null");
  }

  @Test
  void otherSiteCannotSignAnybodyIn() {
    Map<String, String> attackers = Map.of("username", "rahim", "password", "rahim-pass");

    Answer refused = browser.submitFromNowhere("/auth/login/", attackers, ELSEWHERE);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("Set-Cookie")).isEmpty();
    assertThat(browser.submitFromNowhere("/auth/login/", attackers).status()).isEqualTo(403);
  }

  @Test
  void webSocketOfAnotherSiteIsRefusedBeforeTheUpgrade() throws IOException {
    browser.signIn("mamun", "1234");
    String handshake =
        "GET /app/who HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\nCookie: "
            + cookieHeader()
            + "\r\nOrigin: %s\r\n\r\n";

    assertThat(RawHttp.send(server, handshake.formatted("https://evil.example")))
        .startsWith("HTTP/1.1 403 ");
    assertThat(RawHttp.send(server, handshake.formatted(browser.origin())))
        .contains("remoteUser=mamun");
  }

  @Test
  void logoutIsNoLink() {
    browser.signIn("mamun", "1234");

    assertThat(browser.open("/auth/logout/").status()).isEqualTo(405);
    assertThat(browser.open("/auth/token/refresh/").status()).isEqualTo(405);

    assertThat(browser.open("/who").status()).isEqualTo(200);
  }

  // -- Where a login leads -----------------------------------------------------------------------

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/app/\\evil.example",
        "/%2f/evil.example",
        "/app/%2f/evil.example",
        "/app/%5cevil.example",
        "/app//evil.example",
        "/app/..//evil.example",
        "/app/../../evil",
        "/app/%2e%2e/x",
        "/\t/evil.example",
        "/app/\u0000",
        "/app/\r\nSet-Cookie: a=b",
        "/app/%0d%0aSet-Cookie:a=b",
        "https:evil.example",
        "https://evil.example",
        "HTTPS://evil.example/app/",
        "javascript:alert(1)",
        "data:text/html,x",
        "evil.example",
        "@evil.example",
        "/app@evil.example",
        "/application",
        "/other/",
        "?x",
        "#x",
        "/app/#x",
        "/app/;x=1",
        " /app/who",
        "/app/who ",
        "/app/\u2028",
        "/app/\u202e",
        "/app/\"><script>",
        ""
      })
  void loginLeadsNowhereElse(String next) {
    Answer in =
        browser.submit(
            "/auth/login/", Map.of("username", "mamun", "password", "1234", "next", next));
    Answer page = browser.open("/auth/login/?next=" + URLEncoder.encode(next, UTF_8));

    assertThat(in.header("Location")).isEqualTo("/app/");
    assertThat(in.header("Set-Cookie")).doesNotContain("a=b");
    assertThat(page.body()).contains("name=\"next\" value=\"\"");
  }

  @Test
  void nextThatStandsThereTwiceIsNone() {
    assertThat(browser.open("/auth/login/?next=/app/who&next=/app/open").body())
        .contains("name=\"next\" value=\"\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/app", "/app/", "/app/who", "/app/a%20b?x=//y&z=%0a", "/app/a'b?c=(d)"})
  void loginLeadsToPagesOfTheApplication(String next) {
    Answer in =
        browser.submit(
            "/auth/login/", Map.of("username", "mamun", "password", "1234", "next", next));

    assertThat(in.header("Location")).isEqualTo(next);
  }

  @Test
  void redirectsDoNotBelieveTheHost() throws IOException {
    String answer =
        RawHttp.send(
            server,
            """
            GET /app/who HTTP/1.1\r
            Host: evil.example\r
            X-Forwarded-Host: evil.example\r
            Accept: text/html\r
            Connection: close\r
            \r
            """);

    assertThat(answer).contains("Location: /app/auth/login/?next=").doesNotContain("evil");
  }

  // -- Pages and programs ------------------------------------------------------------------------

  @ParameterizedTest(name = "{0}: {1}, {2}: {3}")
  @CsvSource({
    "Accept, application/json, X-A, a",
    "Accept, '*/*', X-A, a",
    "Accept, 'application/json, text/html;q=0.9', X-A, a",
    "Accept, 'text/html;q=0', X-A, a",
    "Accept, 'text/html, image/gif, image/jpeg, */*; q=0.2', X-A, a",
    "Accept, 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', X-A, a",
    "Accept, text/html, X-Requested-With, XMLHttpRequest",
    "Accept, text/html, Sec-Fetch-Mode, cors",
    "Accept, text/html, Sec-Fetch-Mode, no-cors",
    "Accept, text/html, Authorization, Bearer x",
  })
  void programsGetTheContractsRefusal(String name, String value, String other, String otherValue) {
    Answer answer = new Client(server + "/app").get("/who", name, value, other, otherValue);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.header("WWW-Authenticate")).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "Accept, text/html",
    "Accept, 'text/html, application/json'",
    "Accept, 'application/xhtml+xml'",
    "Sec-Fetch-Mode, navigate",
  })
  void peopleAreLedToTheLoginPage(String name, String value) {
    assertThat(new Client(server + "/app").get("/who", name, value).status()).isEqualTo(303);
  }

  @Test
  void formWhoseSessionIsOverShowsTheLoginPage() {
    Answer answer = browser.submit("/who", Map.of());

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).contains("<form method=\"post\" action=\"/app/auth/login/\">");
  }

  @Test
  void partOfAFacesPageIsSentToTheLoginPage() {
    Answer answer =
        browser.submit(
            "/who",
            Map.of(),
            "Faces-Request",
            "partial/ajax",
            "Referer",
            browser.origin() + "/app/who?a=1&b=2");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type").replace(" ", "").toLowerCase(Locale.ROOT))
        .isEqualTo("text/xml;charset=utf-8");
    assertThat(answer.body())
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <partial-response><redirect url="/app/auth/login/?next=%2Fapp%2Fwho%3Fa%3D1%26b%3D2"/>\
            </partial-response>
            """);
  }

  @Test
  void forbiddenPageIsAPageForPeopleAndJsonForPrograms() {
    browser.signIn("mamun", "1234");

    Answer page = browser.open("/admin/who");

    assertThat(page.status()).isEqualTo(403);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body()).contains("<h1>No access</h1>", "href=\"/app/\"");
    assertThat(browser.fetch("/admin/who").json())
        .containsEntry("detail", "You do not have permission to perform this action.");
  }

  // -- The page ----------------------------------------------------------------------------------

  @Test
  void loginPageLetsNothingInAndNobodyFrameIt() {
    Answer page = browser.open("/auth/login/");

    assertThat(page.header("Content-Security-Policy"))
        .matches(
            "default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; img-src data:;"
                + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(page.body())
        .contains("background: #0b6e4f", "color: #ffffff")
        .doesNotContain("{{", "<script", "http:", "https:", "style=");
  }

  @ParameterizedTest
  @CsvSource({
    "bn, bn, সাইন ইন করুন",
    "de-AT, de, Anmelden",
    "'fr;q=0.5, es;q=0.9', es, Iniciar sesión",
    "'xx, fr', fr, Connexion",
    "xx, en, Sign in",
    "'<script>', en, Sign in",
  })
  void loginPageSpeaksTheReadersLanguage(String wanted, String language, String heading) {
    Answer page = browser.open("/auth/login/", "Accept-Language", wanted);

    assertThat(page.body())
        .contains("<html lang=\"" + language + "\">", "<h1>" + heading + "</h1>");
    assertThat(page.header("Content-Language")).isEqualTo(language);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/auth/login/?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/auth/login/?next=/app/%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/auth/login/?next=/app/'onfocus='alert(1)",
        "/auth/login/?error=%3Cscript%3Ealert(1)%3C/script%3E",
        "/auth/login/?username=%3Cscript%3Ealert(1)%3C/script%3E",
        "/auth/login/?lang=%3Cscript%3Ealert(1)%3C/script%3E",
      })
  void nothingOfTheAddressComesBackAsMarkup(String path) {
    assertThat(browser.open(path).body())
        .contains("<h1>Sign in</h1>")
        .doesNotContain("<script", "alert(1)<", "'onfocus=");
  }

  private Answer postJson(String path, String body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Cookie";
    all[headers.length + 1] = browser.cookies().isEmpty() ? "a=b" : cookieHeader();
    return new Client(server + "/app").post(path, "application/json", body, all);
  }

  private String cookieHeader() {
    return browser.cookies().entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }
}
