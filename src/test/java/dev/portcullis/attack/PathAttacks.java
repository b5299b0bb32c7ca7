package dev.portcullis.attack;

import static dev.portcullis.attack.Attempt.get;
import static dev.portcullis.attack.Attempt.raw;
import static dev.portcullis.attack.Attempt.with;

import java.util.List;

/** Attacks on which path, method or dispatch the gate sees. */
final class PathAttacks {
  private static final String RAW_PATHS =
      "access.RequestPathTest#rawPathThatCanBeReadInTwoWaysIsRefused";
  private static final String DECODED_PATHS =
      "access.RequestPathTest#decodedPathThatCanBeReadInTwoWaysIsRefused";
  private static final String FORWARDS = "it.CheckDispatchIT#refusalTakesThePlaceOfThePage";

  private PathAttacks() {}

  static List<Attack> all() {
    return List.of(
        Attack.of(
                "S01",
                "Dot segments, or a context that is not the root, made guard and container see"
                    + " different paths (Shiro).",
                "A path with `.` or `..` as a segment gets 400 before any rule.")
            .tried(
                get("/./admin/secret"),
                get("/public/../admin/secret"),
                get("/public/./../admin/secret"),
                get("/x/..{ctx}/admin/secret"),
                get("/public/x/../../admin/secret"))
            .proved(RAW_PATHS, DECODED_PATHS),
        Attack.of(
                "S02",
                "Path parameters after `;` were cut off by one parser and kept by the other"
                    + " (Shiro CVE-2020-1957, CVE-2020-11989, CVE-2020-13933, Quarkus"
                    + " CVE-2026-39852).",
                "No parameter but the session id of the container at the very end is let through.")
            .tried(
                get("/admin;/secret"),
                get("/admin;x=1/secret"),
                get("/;/admin/secret"),
                get("/public/..;/admin/secret"),
                get("/public/..;x=1/admin/secret"),
                get("/admin/secret;.css"),
                get("/admin/secret;x=/a.css"),
                get("/admin/secret;jsessionid=1"),
                get("/admin/secret;jsessionid=1.css"),
                get("/admin;jsessionid=1/secret"))
            .proved(RAW_PATHS),
        Attack.of(
                "S03",
                "Encoded delimiters were decoded after the check (Shiro CVE-2020-13933, Quarkus"
                    + " CVE-2026-50559).",
                "Rules are held against what the container has decoded; encoded slashes,"
                    + " backslashes, semicolons and dots as segments get 400, and so does what is"
                    + " encoded twice.")
            .tried(
                get("/admin%3bx/secret"),
                get("/admin/secret%3b.css"),
                get("/public/%2e%2e/admin/secret"),
                get("/public/%2e%2e%2fadmin/secret"),
                get("/public/..%2fadmin/secret"),
                get("/public/..%5cadmin/secret"),
                get("/admin%2fsecret"),
                get("/admin%2Fsecret"),
                get("/admin%5csecret"),
                get("/%61dmin/secret"),
                get("/%61%64%6d%69%6e/%73%65%63%72%65%74"),
                get("/admin%252fsecret"),
                get("/%2561dmin/secret"),
                get("/admin/secret%c0%ae"),
                get("/public/%c0%ae%c0%ae/admin/secret"))
            .proved(RAW_PATHS, DECODED_PATHS),
        Attack.of(
                "S04",
                "Empty segments did not match the rule but were dropped later (Quarkus"
                    + " CVE-2023-4853).",
                "A path with two slashes in a row gets 400.")
            .tried(
                raw(
                    "GET //ctx/admin/secret",
                    Attempt.request("GET", "/{ctx}/admin/secret", "{identity}")),
                get("//admin/secret"),
                get("///admin/secret"),
                get("/admin//secret"),
                get("/public//../admin/secret"))
            .proved(RAW_PATHS),
        Attack.of(
                "S05",
                "A slash at the end did not match the rule, and the framework served the page"
                    + " (Shiro).",
                "Whatever is below a rule's folder is covered; what no rule covers needs an"
                    + " identity.")
            .tried(
                get("/admin/secret/"),
                get("/admin/secret/."),
                get("/admin/"),
                get("/admin"),
                get("/admin/secret//"),
                get("/exact/"))
            .proved("access.UrlPatternTest#patternMatchesAsAContainerDoes"),
        Attack.of(
                "S06",
                "White space and control characters at the end of a path were trimmed by one of"
                    + " two (Shiro CVE-2020-17523).",
                "Control characters get 400; a space is part of the name.")
            .tried(
                get("/admin/%20"),
                get("/admin/secret%20"),
                get("/%20admin/secret"),
                get("/admin%20/secret"),
                get("/admin/secret%09"),
                get("/admin/secret%00"),
                get("/admin/secret%00.css"),
                get("/admin/secret%7f"))
            .proved(RAW_PATHS),
        Attack.of(
                "S07",
                "The dot of a regular expression does not match a line break (Spring Security"
                    + " CVE-2022-22978, Shiro CVE-2022-32532).",
                "Rules are no regular expressions; line breaks in a path get 400.")
            .tried(
                get("/admin/%0asecret"),
                get("/admin/secret%0a"),
                get("/admin/secret%0d"),
                get("/admin/secret%e2%80%a8"),
                get("/admin/secret%c2%85"),
                get("/exact%0a"))
            .proved(RAW_PATHS),
        Attack.of(
                "S08",
                "A file system that takes `SECRET.TXT` and `secret.txt` for the same serves a"
                    + " static file past its rule (Shiro CVE-2026-23903).",
                "What no rule covers needs an identity, so nobody gets it; the containers compare"
                    + " the case of what they find.")
            .tried(
                get("/admin/secret.txt"),
                get("/ADMIN/secret"),
                get("/ADMIN/secret.txt"),
                get("/Admin/Secret.txt"),
                get("/admin/SECRET.TXT"),
                get("/admin/secret.txt."),
                get("/admin/secret.txt::$DATA"),
                get("/admin/SECRET~1.TXT")),
        Attack.of(
                "S09",
                "A container took odd escapes for dots, and gave out `WEB-INF` (Jetty"
                    + " CVE-2021-34429), or threw where the guard asked for the path.",
                "Escapes that are none get 400; a path that the container cannot tell, too.")
            .tried(
                get("/%u002e/WEB-INF/web.xml"),
                get("/.%00/WEB-INF/web.xml"),
                get("/%2e/WEB-INF/web.xml"),
                get("/WEB-INF/web.xml"),
                get("/WEB-INF/../WEB-INF/web.xml"),
                get("/web-inf/web.xml"),
                get("/META-INF/MANIFEST.MF"),
                get("/public/%2e%2e/WEB-INF/web.xml"),
                get("/admin/secret%"),
                get("/admin/secret%g1"))
            .proved(RAW_PATHS),
        Attack.of(
                "S10",
                "A target that is no path was normalised to nothing, for which there was no rule"
                    + " (Shiro).",
                "What does not begin with a slash, or leads above the root, gets 400.")
            .tried(
                raw("GET ../", Attempt.request("GET", "../", "{identity}")),
                raw("GET /..", Attempt.request("GET", "/..", "{identity}")),
                raw("GET admin/secret", Attempt.request("GET", "admin/secret", "{identity}")),
                raw(
                    "GET http://h/admin/secret",
                    Attempt.request("GET", "http://{host}{ctx}/admin/secret", "{identity}")),
                raw("GET http://h", Attempt.request("GET", "http://{host}", "{identity}")),
                raw("GET *", Attempt.request("GET", "*", "{identity}")),
                raw("OPTIONS *", Attempt.request("OPTIONS", "*", "{identity}")).orGives(200))
            .proved(RAW_PATHS),
        Attack.of(
                "S11",
                "Guard and framework meant different things by `**`, by the servlet path or by an"
                    + " extension (Spring Security CVE-2023-34035, CVE-2026-22753, CVE-2026-22754).",
                "Patterns are the container's own, with its own meaning; others stop the start.")
            .tried(
                get("/api/admin"),
                get("/api"),
                get("/api/"),
                get("/api/x.css"),
                get("/api/x/y.css"),
                get("/x/admin.do"),
                get("/admin.do"),
                get("/admin.do/extra"),
                get("/admin.do/x.css"),
                get("/admin.DO"))
            .proved(
                "access.UrlPatternTest#anythingElseIsNoPattern",
                "access.UrlPatternTest#extensionDoesNotReachBelowAServletThatIsMappedToAPrefix"),
        Attack.of(
                "S12",
                "The root, or the welcome file of a folder, was another path than the rule's"
                    + " (Tomcat).",
                "The root is `/`. A rule for a folder covers its welcome file; one for the welcome file"
                    + " alone holds for the URL of the folder on Tomcat, on Jetty only with"
                    + " `check-dispatch`, since Jetty forwards to it.")
            .tried(
                get("").orGives(0, 301, 302, 505),
                get("/"),
                get("?x=1").orGives(301, 302),
                get("/?x=.css"),
                get("/admin/welcome/"),
                get("/welcome/index.jsp"),
                get("/admin/welcome").orGives(301, 302),
                get("/admin/welcome/index.jsp"),
                checked("/checked/welcome/"),
                checked("/checked/welcome/index.jsp"))
            .proved("access.RequestPathTest#emptyDecodedPathIsTheContextRoot"),
        Attack.of(
                "S13",
                "Upper and lower case were those of the locale, and a Turkish one has other"
                    + " letters (Spring Security CVE-2024-38827).",
                "Nothing is folded by the locale of the machine; one of the containers here is"
                    + " Turkish.")
            .tried(
                get("/ADM%C4%B0N/secret"),
                get("/adm%C4%B1n/secret"),
                with("opt\u0131ons", "/admin/secret").orGives(501, 0),
                get("/public/x", "Author\u0131zation: Bearer {spare}").orGives(200).mayReach())
            .proved(
                "access.RequestPathTest#turkishLocaleChangesNothing",
                "config.SettingsReaderTest#turkishLocaleChangesNothing"),
        Attack.of(
                "S14",
                "A flag that says that a request was checked hid forwards and includes (Shiro"
                    + " CVE-2022-40664, Spring Security CVE-2022-31692).",
                "With `check-dispatch` rules hold for forwards, includes and async dispatches"
                    + " too; without it what the application sends on is its own matter.")
            .tried(
                checked("/checked/public/forward"),
                checked("/checked/public/include"),
                checked("/checked/forward"),
                checked("/checked/include"),
                nobodys("/forward"),
                nobodys("/include"))
            .proved(
                FORWARDS, "it.CheckDispatchIT#pageThatIsOnItsWayAlreadyLacksWhatItMayNotInclude"),
        Attack.of(
                "S15",
                "An error page below a guarded path made a loop, or was a way in.",
                "Error dispatches are not refused, direct requests for the page are.")
            .tried(
                get("/admin/err.jsp").and("is no error page", a -> !a.text().contains("err-page")),
                get("/public/nothing").gives(404),
                get("/public/fail").gives(500).mayReach(),
                get("/nothing"))
            .proved("it.SmokeOnTomcat11IT#errorPagesKnowTheUser"),
        Attack.of(
                "S16",
                "An async dispatch lost the identity, or was checked by nobody.",
                "The identity goes with the request whichever way it is dispatched;"
                    + " `check-dispatch` asks the rules again.")
            .tried(
                get("/async")
                    .orGives(200)
                    .mayReach()
                    .and("is the user or nobody", PathAttacks::isUsersOrRefused),
                get("/async-wrapped")
                    .orGives(200)
                    .mayReach()
                    .and("is the user or nobody", PathAttacks::isUsersOrRefused),
                checked("/checked/public/async"),
                checked("/checked/async-secret"))
            .proved("it.SmokeOnTomcat11IT#otherDispatchesKnowTheUser"),
        Attack.of(
                "S17",
                "A list of what to skip was searched for in the raw URL, query and all.",
                "Rules never see a query, a fragment or anything undecoded.")
            .tried(
                get("/admin/secret?x=/public/"),
                get("/admin/secret?/public/x"),
                get("/admin/secret?.css"),
                get("/admin/secret#/public/x"),
                get("/admin/secret;/public/x"),
                get("/admin/secret?next=/auth/login/"),
                get("/admin/secret/auth/login/"),
                get("/admin/auth/login/"),
                get("/admin/public/x"),
                get("/auth/login/../../admin/secret"),
                get("/auth/login/admin/secret"))
            .proved(RAW_PATHS),
        Attack.of(
                "S18",
                "A list of methods left the others open (Tomcat CVE-2026-43515, CVE-2026-55956),"
                    + " or a header replaced the method.",
                "A rule without methods holds for all. A list of methods needs a later rule for"
                    + " the rest, else the start fails. No header or parameter is a method.")
            .tried(
                with("HEAD", "/admin/secret"),
                with("OPTIONS", "/admin/secret"),
                with("TRACE", "/admin/secret"),
                with("PUT", "/admin/secret"),
                with("DELETE", "/admin/secret"),
                with("PATCH", "/admin/secret"),
                with("PROPFIND", "/admin/secret").orGives(501),
                with("FOO", "/admin/secret").orGives(501),
                with("get", "/admin/secret").orGives(501),
                with("Get", "/admin/secret").orGives(501),
                with("GET", "/form"),
                with("HEAD", "/form"),
                with("post", "/form").orGives(501),
                get("/form", "X-HTTP-Method-Override: POST"),
                get("/form", "X-HTTP-Method: POST"),
                get("/form", "X-Method-Override: POST"),
                get("/form?_method=POST"),
                raw("GET /auth/login/", Attempt.request("GET", "{ctx}/auth/login/")),
                raw(
                    "GET /auth/logout/",
                    Attempt.request("GET", "{ctx}/auth/logout/", "{identity}")))
            .proved(
                "access.AccessRulesTest#methodListWithoutACatchingRuleIsRefused",
                "it.LoginBodiesIT#otherMethodsAreNotAllowed"),
        Attack.of(
                "S19",
                "Every OPTIONS was waved through as a preflight.",
                "A preflight is answered at the gate and nothing of the application runs; any"
                    + " other OPTIONS is a request like others.")
            .tried(
                with("OPTIONS", "/admin/secret", "Origin: https://evil.example").orGives(204),
                with(
                        "OPTIONS",
                        "/admin/secret",
                        "Origin: https://evil.example",
                        "Access-Control-Request-Method: GET")
                    .orGives(200, 204)
                    .and("allows nobody", PathAttacks::isForNoOrigin),
                raw(
                    "OPTIONS with a body",
                    Attempt.request(
                            "OPTIONS", "{ctx}/admin/secret", "Content-Length: 2", "{identity}")
                        + "{}"))
            .proved(
                "it.CorsIT#preflightOfAKnownOriginIsAnsweredAndRunsNothing",
                "it.CorsIT#optionsThatIsNoPreflightIsRefusedAsEver"),
        Attack.of(
                "S20",
                "A filter of the application answered before the guard was asked.",
                "The gate registers itself in front of every filter of the descriptor.")
            .tried(get("/admin/filtered"), get("/admin/x/filtered"), get("/api/filtered"))
            .proved(
                "it.SmokeOnTomcat11IT#refusalComesBeforeTheFiltersOfTheApplication",
                "it.DescriptorsOnTomcatIT#oneGateStandsInFront",
                "it.DescriptorsOnJettyIT#oneGateStandsInFront"),
        Attack.of(
                "S21",
                "A second copy of the guard found that the first had run, or was switched off, and"
                    + " let everything pass.",
                "However often its filter and its listener are named, there is one gate; with two copies"
                    + " of the jar the application does not start.")
            .tried(
                checked("/twice/admin/secret"),
                checked("/twice/who")
                    .orGives(200)
                    .mayReach()
                    .and("is the user or nobody", PathAttacks::isUsersOrRefused),
                checked("/twice/admin/filtered"))
            .proved(
                "it.DescriptorsOnTomcatIT#oneGateStandsInFront",
                "attack.AttacksOnDistributionsIT"
                    + "#applicationWithTwoCopiesOfTheJarLetsNothingPass"),
        Attack.of(
                "S22",
                "The same servlet had a second URL that no rule covered.",
                "What no rule covers needs an identity. Servlets are reachable by their mappings"
                    + " only.")
            .tried(
                nobodys("/other/secret"),
                get("/servlet/dev.portcullis.attack.AttackedServlet"),
                get("/servlet/attacked"),
                get("/attacked"),
                get("/WEB-INF/secret.jsp"))
            .proved("access.AccessRulesTest#withoutRulesEveryPathNeedsAnIdentity"),
        Attack.of(
                "S23",
                "A header, or the host in the request line, replaced the path that was checked.",
                "No header counts for the path.")
            .tried(
                get("/admin/secret", "X-Original-URL: /public/x"),
                get("/admin/secret", "X-Rewrite-URL: {ctx}/public/x"),
                get("/admin/secret", "X-Forwarded-Prefix: /public"),
                get("/admin/secret", "X-Forwarded-Uri: /public/x", "X-Forwarded-Path: /public/x"),
                get("/admin/secret", "Referer: http://{host}{ctx}/admin/"),
                get("/admin/secret", "X-Forwarded-For: 127.0.0.1", "X-Real-IP: 127.0.0.1"),
                get("/admin/secret", "X-Remote-User: admin", "Remote-User: admin"),
                get("/public/x", "X-Original-URL: {ctx}/admin/secret").gives(200).mayReach(),
                get("/public/x", "X-Rewrite-URL: {ctx}/admin/secret").gives(200).mayReach(),
                raw(
                    "Host: evil.example",
                    """
                    GET {ctx}/admin/secret HTTP/1.1
                    Host: evil.example
                    Connection: close
                    {identity}
                    """),
                raw(
                    "no Host",
                    """
                    GET {ctx}/admin/secret HTTP/1.1
                    Connection: close
                    {identity}
                    """),
                raw(
                    "another host in the request line",
                    Attempt.request("GET", "http://evil.example{ctx}/admin/secret", "{identity}")),
                raw(
                        "a second request in the body of the first",
                        """
                        POST {ctx}/public/x HTTP/1.1
                        Host: {host}
                        Content-Length: 4
                        Transfer-Encoding: chunked
                        Connection: close

                        0

                        GET {ctx}/admin/secret HTTP/1.1
                        Host: {host}
                        {identity}
                        """)
                    .orGives(200)
                    .mayReach()));
  }

  private static boolean isUsersOrRefused(RawAnswer answer) {
    return answer.status() != 200 || answer.text().contains("user=mamun.");
  }

  private static boolean isForNoOrigin(RawAnswer answer) {
    return answer.header("Access-Control-Allow-Origin").isEmpty();
  }

  /** What a user may have, by the application's own doing. */
  private static Attempt nobodys(String path) {
    return raw("GET " + path, Attempt.request("GET", "{ctx}" + path)).gives(401);
  }

  private static Attempt checked(String path) {
    return raw(path, Attempt.request("GET", path, "{identity}"));
  }
}
