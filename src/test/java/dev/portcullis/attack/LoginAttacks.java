package dev.portcullis.attack;

import static dev.portcullis.attack.Attempt.credential;
import static dev.portcullis.attack.Attempt.get;
import static dev.portcullis.attack.Attempt.post;
import static dev.portcullis.attack.Attempt.raw;
import static dev.portcullis.attack.Attempt.with;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Attacks on logins and passwords, on people's browsers, and on how a gate fails. */
final class LoginAttacks {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String LOGIN = "/auth/login/";
  private static final String EVIL = "Origin: https://evil.example";
  private static final String COOKIE = "Cookie: {cookie}={admin}";

  private LoginAttacks() {}

  static List<Attack> all() {
    return List.of(
        Attack.of(
                "S45",
                "Unknown users cost no hash, so the time told who there is (Tomcat CVE-2016-0762,"
                    + " Shiro CVE-2026-23901, Spring Security CVE-2025-22234, CVE-2026-22746).",
                "Whoever is refused costs the same hash and gets the same answer; the hashes are"
                    + " counted, not timed.")
            .proved(
                "session.PasswordLoginTest#whoIsRefusedCostsExactlyOneHash",
                "session.PasswordLoginTest#anEndlessPasswordAndANulCostOneHashToo",
                "password.PasswordHashesTest#aWrongPasswordOnAnyRowCostsAtLeastOnePreferredHash",
                "password.PasswordHashesTest#nobodyAndMalformedRowsCostExactlyOnePreferredHash"),
        Attack.of(
                "S46",
                "Another spelling of the name was another account for the lockout, and the same for"
                    + " the login (Tomcat CVE-2026-43513).",
                "Names are counted in one canonical form, addresses by network; no header of a"
                    + " stranger is believed.")
            .proved(
                "session.LoginThrottleTest#otherSpellingOfTheNameIsTheSameAccount",
                "session.LoginThrottleTest#decomposedLettersAreTheSameAccount",
                "session.LoginThrottleTest#otherAddressOfTheSameNetworkIsTheSameAndOthersAreNot",
                "it.LoginThrottleIT#headerOfAProxyThatNobodyNamedIsNoWayAround"),
        Attack.of(
                "S47",
                "Whoever guessed wrong often enough locked the owner out.",
                "Waits are for an account and an address together.")
            .proved(
                "session.LoginThrottleTest#strangerCannotLockAUserOut",
                "session.LoginThrottleTest#manyStrangersCannotLockAUserOutEither"),
        Attack.of(
                "S48",
                "Enough logins at once, or a row that asks for an endless hash, kept every core"
                    + " busy.",
                "At most as many hashes run as there are cores, the rest is sent away; costs found"
                    + " in rows are bounded.")
            .proved(
                "session.PasswordLoginTest#floodOfLoginsIsSentAwayInsteadOfWaiting",
                "password.CostTest#oneBeyondTheBoundIsMalformed",
                "password.CostTest#numbersThatOverflowAreMalformed"),
        Attack.of(
                "S49",
                "What bcrypt does not read was cut off (Spring Security CVE-2025-22228).",
                "A new password is never cut; one with a NUL never matches.")
            .proved(
                "password.PasswordEncodingTest#bcryptDoesNotCutANewPassword",
                "password.PasswordHashesTest#passwordsNobodyCanHaveNeverMatchAndCostOneHash"),
        Attack.of(
                "S50",
                "An empty column, or the word `null` in it, matched a password.",
                "What is no hash matches nothing.")
            .proved(
                "password.PasswordHashesTest#aStoredValueThatIsNoHashNeverMatchesAndCostsOneHash",
                "password.BareFormatTest#whatStandsForNoPasswordIsNoneInPlainTextToo"),
        Attack.of(
                "S51",
                "What was typed became SQL, or a number to which every text is equal.",
                "Values are bound, names of columns are checked, and what was found is compared"
                    + " again.")
            .tried(
                post(LOGIN, JSON, "{\"username\":\"' or '1'='1\",\"password\":\"' or '1'='1\"}"),
                post(LOGIN, JSON, "{\"username\":\"admin' --\",\"password\":\"x\"}"),
                post(LOGIN, JSON, "{\"username\":0,\"password\":0}"),
                post(LOGIN, JSON, "{\"username\":true,\"password\":true}"),
                post(LOGIN, JSON, "{\"username\":[\"admin\"],\"password\":[\"x\"]}"),
                post(LOGIN, JSON, "{\"username\":{\"$ne\":null},\"password\":{\"$ne\":null}}"),
                post(LOGIN, JSON, "{\"username\":\"admin\",\"password\":null}"),
                post(LOGIN, JSON, "{\"username\":\"admin\"}"),
                post(LOGIN, FORM, "username=admin&password[]=x"),
                post(LOGIN, FORM, "username=%25&password=1234"))
            .proved(
                "it.LoginBodiesIT#numberIsItsDigitsAndNoOtherUsersId",
                "store.SqlNameTest#textThatCouldBeMoreThanANameIsRefused",
                "store.UserMappingTest#numberColumnAsNameMatchesNoText",
                "store.UserMappingTest#rolesQueryWithoutExactlyOneParameterIsRefused"),
        Attack.of(
                "S52",
                "The session that an attacker had planted was signed in (Shiro CVE-2026-43827).",
                "A login changes the id of the session; none is made.")
            .proved(
                "it.BrowserOnJettyIT#sessionOfTheContainerChangesItsIdAndIsNeverMade",
                "it.BrowserOnTomcat10IT#sessionOfTheContainerChangesItsIdAndIsNeverMade",
                "it.BrowserOnTomcat11IT#sessionOfTheContainerChangesItsIdAndIsNeverMade"),
        Attack.of(
                "S53",
                "Another site made the browser act with its cookies.",
                "What is not GET, HEAD or OPTIONS must come from the application's own origin; who"
                    + " does not say from where is refused.")
            .tried(
                with("POST", "/admin/secret", EVIL, COOKIE).gives(400, 403),
                raw("POST with a cookie", Attempt.request("POST", "{ctx}/admin/secret", COOKIE))
                    .gives(403),
                site(EVIL),
                site("Origin: null"),
                site("Origin: http://{host}.evil.example"),
                site("Origin: https://{host}"),
                site("Sec-Fetch-Site: cross-site"),
                site("Sec-Fetch-Site: same-site"),
                site("Referer: https://evil.example/http://{host}/"),
                raw("logout by a link", Attempt.request("GET", "{ctx}/auth/logout/", COOKIE))
                    .gives(405),
                raw(
                        "login from elsewhere",
                        Attempt.request(
                                "POST",
                                "{ctx}/auth/login/",
                                "Accept: text/html",
                                EVIL,
                                "Content-Type: " + FORM,
                                "Content-Length: 28")
                            + "username=mamun&password=1234")
                    .gives(403))
            .proved(
                "it.BrowserOnJettyIT#formOfAnotherSiteIsRefused",
                "it.BrowserOnJettyIT#otherSiteCannotSignAnybodyIn",
                "it.BrowserOnTomcat10IT#formOfAnotherSiteIsRefused",
                "it.BrowserOnTomcat11IT#formOfAnotherSiteIsRefused"),
        Attack.of(
                "S54",
                "Whatever origin asked was allowed, cookies included.",
                "Only origins that `cors-origins` names, character by character, and never with"
                    + " cookies.")
            .tried(
                origin("https://evil.example"),
                origin("null"),
                origin("https://good.example.evil.example"),
                origin("http://good.example"),
                origin("https://good.example:8443"),
                origin("https://good.examples"),
                raw(
                        "the right origin",
                        Attempt.request(
                            "GET", "{ctx}/auth/profile/", "Origin: https://good.example"))
                    .gives(401)
                    .and("varies", a -> a.header("Vary").contains("Origin"))
                    .and(
                        "never with cookies",
                        a -> a.header("Access-Control-Allow-Credentials").isEmpty()))
            .proved("it.CorsIT#knownOriginIsStillAnotherSiteForCookies"),
        Attack.of(
                "S55",
                "After the login people were led to another site (Shiro CVE-2023-46750).",
                "A login leads to a path of the application, else to its front page; no header"
                    + " counts for it.")
            .tried(
                next("//evil.example"),
                next("https://evil.example"),
                next("/%5cevil.example"),
                next("%5c/evil.example"),
                next("/%09/evil.example"),
                next("https:evil.example"),
                next("javascript:alert(1)"),
                next("{ctx}/..//evil.example"),
                next("/%0d%0aSet-Cookie:%20a=b"),
                next("//user@evil.example/"))
            .proved(
                "it.BrowserOnJettyIT#loginLeadsNowhereElse",
                "it.BrowserOnJettyIT#redirectsDoNotBelieveTheHost",
                "it.BrowserOnTomcat10IT#loginLeadsNowhereElse",
                "it.BrowserOnTomcat11IT#loginLeadsNowhereElse"),
        Attack.of(
                "S56",
                "A line break in a name became another header.",
                "Nothing of a user's row goes into a header but in a token.")
            .tried(
                post(
                        LOGIN,
                        JSON,
                        "{\"username\":\"a\\r\\nX-Evil: yes\",\"password\":\"rahim-pass\"}")
                    .gives(200)
                    .and("no header of it", a -> a.header("X-Evil").isEmpty()),
                raw(
                        "form of a user with a line break in the name",
                        Attempt.request(
                                "POST",
                                "{ctx}/auth/login/",
                                "Accept: text/html",
                                "Sec-Fetch-Site: same-origin",
                                "Content-Type: " + FORM,
                                "Content-Length: {length}")
                            + "username=a%0d%0aX-Evil:%20yes&password=rahim-pass")
                    .gives(303)
                    .and("gives cookies", a -> a.header("Set-Cookie").contains("-access="))
                    .and("no header of it", a -> a.header("X-Evil").isEmpty()),
                get("/who%0d%0aX-Evil:%20yes"),
                get("/admin/secret?x=%0d%0aX-Evil:%20yes")
                    .and("no header of it", a -> a.header("X-Evil").isEmpty()),
                get("/admin/secret", "Accept: text/html", "X-Forwarded-Host: a%0d%0aX-Evil: yes")
                    .orGives(303)
                    .and("no header of it", a -> a.header("X-Evil").isEmpty())),
        Attack.of(
                "S57",
                "Control characters forged lines of the log, or spoke to the terminal of whoever"
                    + " read it (Tomcat CVE-2025-55754).",
                "Whatever comes from outside is escaped and cut; the log of each container is"
                    + " looked through at the end.")
            .tried(
                get("/nothing%0a%1b%5b31mSEVERE"),
                get("/nothing%e2%80%aeforged"),
                post(
                    LOGIN,
                    JSON,
                    "{\"username\":\"a\\r\\nINFO forged line\\u001b[31m\","
                        + "\"password\":\"x\"}"))
            .proved("audit.AuditTest#nothingThatWasSentCanForgeALineOrSpeakToATerminal"),
        Attack.of(
                "S58",
                "What stood in the address came back as markup.",
                "Everything is escaped; JSON is sent as JSON, `nosniff`; the page allows no script.")
            .tried(
                next("%22%3e%3cscript%3ealert(1)%3c/script%3e")
                    .and("is escaped", a -> !a.text().contains("<script>alert")),
                get("/%3cscript%3ealert(1)%3c/script%3e")
                    .and("is escaped", a -> !a.text().contains("<script>alert")),
                raw(
                        "GET /auth/profile/",
                        Attempt.request("GET", "{ctx}/auth/profile/", "Accept: */*"))
                    .gives(401)
                    .and("is JSON", a -> a.header("Content-Type").startsWith(JSON))
                    .and("nosniff", a -> a.header("X-Content-Type-Options").equals("nosniff")))
            .proved(
                "it.BrowserOnJettyIT#nothingOfTheAddressComesBackAsMarkup",
                "it.BrowserOnJettyIT#loginPageLetsNothingInAndNobodyFrameIt"),
        Attack.of(
                "S59",
                "A private answer under a name that caches keep was kept for everybody.",
                "Our endpoints have no paths below them; our answers are `no-store` or vary by what"
                    + " proves the user.")
            .tried(
                get("/auth/profile/x.css").and("tells no user", LoginAttacks::isNobodys),
                get("/auth/profile;x.css").and("tells no user", LoginAttacks::isNobodys),
                get("/auth/profile/.css").and("tells no user", LoginAttacks::isNobodys),
                get("/auth/profile%2fx.css").and("tells no user", LoginAttacks::isNobodys),
                get("/auth/profile/?x.css")
                    .gives(200, 401)
                    .and("is kept nowhere", a -> a.header("Cache-Control").equals("no-store")),
                get("/admin/secret").and("varies", a -> a.header("Vary").contains("Authorization")))
            .proved(
                "it.CredentialsIT#answersOfOursTellOnWhichHeadersTheyDepend",
                "it.BrowserOnJettyIT#pagesOfACookieAreNotForSharedCaches"),
        Attack.of(
                "S60",
                "Behind a proxy the cookie was not `Secure`, or a stranger's header said that it"
                    + " may be.",
                "`cookie-secure`, or what the container says of the connection; no header by"
                    + " itself.")
            .proved(
                "it.BrowserOnJettyIT#headerThatAnybodyCanSendMakesNoHttps",
                "it.BehindProxyIT#cookiesAreSecureAndTheOriginIsThatOfTheProxy"),
        Attack.of(
                "S61",
                "A cookie was an encrypted object, and reading it ran code (Shiro"
                    + " CVE-2019-12422).",
                "Cookies hold a JWT, and nothing is ever deserialised.")
            .tried(
                credential("Cookie: {cookie}=rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==").gives(401),
                credential("Cookie: {cookie}=" + "A".repeat(4000)).gives(401),
                credential("Cookie: {cookie}=\"\u00e9\"").gives(400, 401),
                credential("Cookie: rememberMe=rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==").gives(401),
                credential("Cookie: {cookie}={refresh}").gives(401),
                credential("Cookie: ;;;={cookie}={admin}").gives(400, 401))
            .proved("it.BrowserOnJettyIT#garbageIsNobodyAndIsTakenAway"),
        Attack.of(
                "S62",
                "When the guard failed, the request went on (Tomcat CVE-2024-52316).",
                "Whatever goes wrong in the gate, the chain is not called: 503 or 500.")
            .proved(
                "it.DatabaseAwayIT#nothingIsLetThroughAndNothingIsLost",
                "it.LoginThrottleIT#databaseThatIsAwayIsNoWayAround",
                "it.FaultsUnderLoadIT#databaseStoppedKilledPausedAndReadOnly"),
        Attack.of(
                "S63",
                "The guard did not start, and the application did.",
                "A mistake in the settings stops the deployment.")
            .proved(
                "it.FailedStartIT#secondStartAfterAFailureFailsAsTheFirst",
                "it.FailedStartIT#gateThatIsDeclaredButWasNeverStartedKeepsTheApplicationDown",
                "it.DescriptorsOnTomcatIT#filterWithoutItsListenerKeepsTheApplicationDown",
                "it.WrongConfigurationIT#twoMistakesAreToldTogether"),
        Attack.of(
                "S64",
                "An attribute of the request under a known name was an identity.",
                "An attribute counts only as an object of ours that the same gate has made.")
            .tried(
                raw(
                    "forward with every attribute of ours written over",
                    Attempt.request("GET", "/checked/public/spoof", "{identity}")))
            .proved("it.FailedStartIT#refusedRequestCarriesNoAdmissionIntoAnotherDispatch"),
        Attack.of(
                "S65",
                "The parser of the login took too much, or two values for one name.",
                "At most 64 KiB, few fields, little depth, every name once, UTF-8, no compression.")
            .tried(
                post(LOGIN, JSON, "{\"username\":\"x\",\"username\":\"admin\",\"password\":\"x\"}"),
                post(LOGIN, FORM, "username=x&username=admin&password=x"),
                post(LOGIN, JSON, "[".repeat(10_000)),
                post(LOGIN, JSON, "{\"a\":".repeat(5_000)),
                post(LOGIN, JSON, "{\"username\":\"" + "x".repeat(70_000) + "\"}").orGives(413),
                post(LOGIN, JSON, "username=mamun&password=1234"),
                post(LOGIN, FORM, "{\"username\":\"mamun\",\"password\":\"1234\"}"),
                post(LOGIN, "application/json;charset=UTF-16", "{}").orGives(415),
                post(LOGIN, "text/plain", "{\"username\":\"mamun\",\"password\":\"1234\"}")
                    .gives(415),
                post(LOGIN + "?username=mamun&password=1234", FORM, ""),
                raw(
                        "compressed body",
                        login("Content-Encoding: gzip", "Content-Length: 4") + "\u001f\u008b\b\0")
                    .orGives(415),
                raw("ten megabytes are announced", login("Content-Length: 10485760") + "{")
                    .gives(400, 413))
            .proved(
                "it.LoginBodiesIT#bodyBeyondTheLimitIsRefused",
                "it.LoginBodiesIT#jsonThatIsNotOneFlatObjectIsAParseError",
                "it.LoginBodiesIT#credentialsInTheUrlAreNone",
                "it.CredentialsIT#bodyThatBreaksOffIsTheClientsMistake",
                "json.JsonTest#depthIsReadToEightAndNoFurther"),
        Attack.of(
                "S66",
                "Passwords and keys stood in a status page, or in the log of the start.",
                "What is told of settings, counters and health is without secrets.")
            .tried(
                get("/portcullis/").orGives(200),
                get("/auth/"),
                get("/WEB-INF/portcullis.properties"))
            .proved(
                "it.AuditIT#startTellsTheSettingsWithoutSecrets",
                "it.WrongConfigurationIT#urlThatTheDriverRefusesIsToldWithoutItsPassword",
                "config.SettingsProblemsTest#badSecretIsToldWithoutItsValue",
                "jwt.JwtKeyTest#theTextOfAKeyHidesItsSecret",
                "store.PoolSettingsTest#passwordIsNotPrinted"),
        Attack.of(
                "S67",
                "An application that was taken away left its threads and its classes behind.",
                "Everything hangs on the `ServletContext` and ends with it.")
            .proved(
                "it.RedeployIT#noRoundLeavesAClassLoaderAThreadOrAWarning",
                "it.FailedStartOnTomcatIT#listenerThatFailsLeavesNoThreadOfOurs",
                "store.ConnectionPoolTest"
                    + "#closingWithTheClassLoaderLeavesNoConnectionAndNoDriverOfOursBehind"),
        Attack.of(
                "S68",
                "The guard saw a POST, and a filter made a DELETE of it.",
                "The method is that of the request line. A filter of the application that makes"
                    + " another of it stands behind the gate; its rules should not tell methods"
                    + " apart.")
            .tried(
                with("POST", "/form?_method=DELETE", "Content-Length: 0")
                    .orGives(200)
                    .mayReach()
                    .and("is still a POST", a -> !a.text().contains("form-DELETE")),
                with("DELETE", "/form"),
                with("DELETE", "/form?_method=POST"),
                with("DELETE", "/form", "X-HTTP-Method-Override: POST")),
        Attack.of(
                "S69",
                "An upgrade, a request to go on or a trailer went round the filter.",
                "The gate answers before any upgrade; on Jetty it stands before the filter that"
                    + " upgrades, too.")
            .tried(
                get(
                    "/admin/ws",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="),
                get("/admin/secret", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"),
                raw("PRI * HTTP/2.0", "PRI * HTTP/2.0\n\nSM\n\n").orGives(0, 426, 505),
                raw("GET over HTTP/1.0", "GET {ctx}/admin/secret HTTP/1.0\n{identity}\n"),
                raw("GET over HTTP/0.9", "GET {ctx}/admin/secret\n").orGives(0, 505, 426),
                raw(
                    "Expect: 100-continue",
                    Attempt.request(
                            "POST",
                            "{ctx}/admin/secret",
                            "Expect: 100-continue",
                            "Content-Length: 2",
                            "{identity}")
                        + "{}"),
                raw(
                    "credential in a trailer",
                    Attempt.request(
                            "POST",
                            "{ctx}/admin/secret",
                            "Transfer-Encoding: chunked",
                            "Trailer: Authorization")
                        + "2\n{}\n0\nAuthorization: Bearer {admin}\n\n"))
            .proved(
                "it.WebSocketIT#endpointThatAListenerMakesIsBehindTheGate",
                "it.WebSocketIT#endpointThatIsMadeAfterTheGateIsBehindIt",
                "it.BrowserOnTomcat11IT#webSocketOfAnotherSiteIsRefusedBeforeTheUpgrade",
                "attack.AttacksOnDistributionsIT#endpointForWebSocketIsBehindTheGate"),
        Attack.of(
                "S70",
                "A body of any size was read before anybody asked who sends it.",
                "The gate answers without reading a body.")
            .tried(
                Attempt.script("100 MB by nobody", target -> announce(target, FORM)),
                Attempt.script(
                    "100 MB of multipart by nobody",
                    target -> announce(target, "multipart/form-data; boundary=x")),
                Attempt.script("100 MB of JSON by nobody", target -> announce(target, JSON))));
  }

  private static String login(String... headers) {
    return Attempt.request(
        "POST", "{ctx}/auth/login/", "Content-Type: application/json", String.join("\n", headers));
  }

  private static Attempt site(String header) {
    return raw(
            "POST with a cookie and " + header,
            Attempt.request("POST", "{ctx}/admin/secret", COOKIE, "Content-Length: 0", header))
        .gives(403);
  }

  private static Attempt origin(String origin) {
    return raw(
            "Origin: " + origin, Attempt.request("GET", "{ctx}/auth/profile/", "Origin: " + origin))
        .gives(401)
        .and("allows nobody", a -> a.header("Access-Control-Allow-Origin").isEmpty());
  }

  private static Attempt next(String next) {
    return raw(
            "login page with next=" + next,
            Attempt.request("GET", "{ctx}/auth/login/?next=" + next, "Accept: text/html"))
        .gives(200, 400)
        .and("leads nowhere", a -> a.header("Location").isEmpty())
        .and("sets nothing", a -> a.header("Set-Cookie").isEmpty());
  }

  private static boolean isNobodys(RawAnswer answer) {
    return !answer.text().contains("mamun");
  }

  /** The answer must come while the body has hardly begun; it never goes on. */
  private static String announce(Target target, String type) throws IOException {
    String request =
        "POST "
            + target.context()
            + "/admin/secret HTTP/1.1\r\nHost: x\r\nContent-Length: 104857600\r\nContent-Type: "
            + type
            + "\r\n\r\n";
    try (Socket socket = new Socket(target.server().getHost(), target.server().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[1000]);
      String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      return status.equals("HTTP/1.1 401") ? "" : "answer is " + status;
    }
  }
}
