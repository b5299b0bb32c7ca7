package dev.portcullis.attack;

import static dev.portcullis.attack.Attempt.credential;
import static dev.portcullis.attack.Attempt.get;
import static dev.portcullis.attack.Attempt.raw;
import static dev.portcullis.attack.Attempt.token;
import static dev.portcullis.attack.Attempt.with;

import dev.portcullis.jwt.ForgedJwt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** Attacks on tokens: on what they say, on where they come from, and on when they end. */
final class TokenAttacks {
  private static final String JSON = "application/json";

  private TokenAttacks() {}

  static List<Attack> all() {
    return List.of(
        Attack.of(
                "S24",
                "Tokens that said `none` for their algorithm needed no signature (pac4j"
                    + " CVE-2021-44878).",
                "The algorithm is the key's. A token that names another is refused.")
            .tried(
                unsigned("none", "."),
                unsigned("None", "."),
                unsigned("nOnE", "."),
                unsigned("NONE", "."),
                unsigned("none", ""),
                unsigned("", "."),
                token("good header, no signature", t -> cut(t.get("admin")) + "."),
                token("good header, no third part", t -> cut(t.get("admin"))),
                token(
                    "none with the signature of another",
                    t ->
                        encoded("{\"alg\":\"none\"}", t.adminsClaims())
                            + "."
                            + t.adminsSignature()))
            .proved(
                "jwt.JwtVerifierTest#algorithmsOtherThanTheKeysAreRefused",
                "jwt.AsymmetricAttacksTest#unsignedTokenIsRefused",
                "jwt.RfcVectorsTest#unsecuredExampleOfA5IsRefusedByEveryKey"),
        Attack.of(
                "S25",
                "The header of a token chose the algorithm, and a public key was taken for the"
                    + " secret of an HMAC (CVE-2026-34950, CVE-2026-22817).",
                "One algorithm for each key, chosen by the key.")
            .tried(
                mac("HS384", "HmacSHA384"),
                mac("HS512", "HmacSHA512"),
                mac("RS256", "HmacSHA256"),
                mac("ES256", "HmacSHA256"),
                mac("hs256", "HmacSHA256"),
                key("an empty secret", new byte[] {0}),
                key(
                    "the secret with a line end",
                    (Tokens.KEY + "\n").getBytes(StandardCharsets.US_ASCII)),
                key("secret", "secret".getBytes(StandardCharsets.US_ASCII)))
            .proved(
                "jwt.AsymmetricAttacksTest#publicKeyAsTheSecretOfAnHmacIsRefused",
                "jwt.AsymmetricAttacksTest#signatureOfAnotherAlgorithmWithTheSameKeyIsRefused",
                "it.JwtKeysIT#publishedKeyIsNoSecretForAnHmac"),
        Attack.of(
                "S26",
                "An encrypted token had an unsigned one inside, and nobody asked for a signature"
                    + " (pac4j CVE-2026-29000).",
                "Encrypted tokens are refused unread.")
            .tried(
                jwe("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}"),
                jwe("{\"alg\":\"RSA-OAEP\",\"enc\":\"A128CBC-HS256\",\"cty\":\"JWT\"}"),
                jwe(
                    "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A256GCM\",\"p2c\":2147483647,"
                        + "\"p2s\":\"AAAA\"}"))
            .proved("jwt.JwtVerifierTest#anEncryptedTokenIsRefused"),
        Attack.of(
                "S27",
                "A signature of zeros was good for every message, by a fault of some JDKs.",
                "Signatures out of range are refused before the JDK sees them; a JDK that takes"
                    + " them does not start.")
            .proved(
                "jwt.AsymmetricAttacksTest#signaturesOfNothingAreRefused",
                "jwt.AsymmetricAttacksTest#signaturesOfNumbersOutOfRangeAreRefused",
                "jwt.AsymmetricAttacksTest#goodSignatureInDerIsRefused",
                "jwt.AsymmetricAttacksTest#jdkThatTakesNothingForASignatureFailsTheSelfTest"),
        Attack.of(
                "S28",
                "A token brought its own key along, or said where to fetch it.",
                "No key and no URL is ever taken from a token.")
            .tried(
                header("jwk", "\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}"),
                header("jku", "\"jku\":\"http://{host}/public/x\""),
                header("x5u", "\"x5u\":\"http://{host}/public/x\""),
                header("x5c", "\"x5c\":[\"AAAA\"]"))
            .proved(
                "jwt.AsymmetricAttacksTest#keysThatATokenBringsAlongAreRefusedAndFetchedFromNowhere"),
        Attack.of(
                "S29",
                "The key's name in a token was taken for a path, for SQL or for any key there is.",
                "A `kid` is only looked up among the keys that are known, and is of at most 128"
                    + " characters.")
            .tried(
                header("kid of a path", "\"kid\":\"../../../../dev/null\""),
                header("kid of SQL", "\"kid\":\"' or 1=1 --\""),
                header("kid of a number", "\"kid\":0"),
                header("kid of an object", "\"kid\":{\"a\":1}"),
                header("kid twice", "\"kid\":\"a\",\"kid\":\"b\""),
                header("empty kid", "\"kid\":\"\""),
                header("long kid", "\"kid\":\"" + "k".repeat(4000) + "\""))
            .proved(
                "jwt.JwtVerifierTest#aKeyThatIsNotInTheRingIsRefused",
                "jwt.JwtVerifierTest#kidsAreReadTo128Characters",
                "jwt.AsymmetricAttacksTest#kidOfAnotherKeyOfTheRingIsRefused"),
        Attack.of(
                "S30",
                "A password-like text was decoded from Base64 into a key of a few bytes (disputed,"
                    + " CVE-2024-31033).",
                "A secret is the bytes of its text, or says that it is Base64; too short, and the"
                    + " application does not start.")
            .proved(
                "jwt.JwtKeyTest#aSecretOneByteTooShortIsRefused",
                "jwt.JwtKeyTest#anEmptySecretIsRefused",
                "it.WrongConfigurationIT#shortSecretIsNotShown"),
        Attack.of(
                "S31",
                "Claims of the wrong type, twice or not at all were read as what suits the"
                    + " attacker.",
                "One strict reader for JSON; `exp`, `token_type` and `jti` must be there, in the"
                    + " right type.")
            .tried(
                claims("exp as text", c -> c.replaceFirst("\"exp\":(\\d+)", "\"exp\":\"$1\"")),
                claims("exp as a fraction", c -> c.replaceFirst("\"exp\":(\\d+)", "\"exp\":$1.5")),
                claims(
                    "exp beyond any number", c -> c.replaceFirst("\"exp\":\\d+", "\"exp\":1e400")),
                claims("negative exp", c -> c.replaceFirst("\"exp\":", "\"exp\":-")),
                claims("exp null", c -> c.replaceFirst("\"exp\":\\d+", "\"exp\":null")),
                claims("exp in an array", c -> c.replaceFirst("\"exp\":(\\d+)", "\"exp\":[$1]")),
                claims("no exp", c -> c.replaceFirst("\"exp\":\\d+,?", "")),
                claims("exp in the past", c -> c.replaceFirst("\"exp\":\\d+", "\"exp\":1")),
                claims("exp twice", c -> "{\"exp\":1," + c.substring(1)),
                claims("user twice", c -> "{\"user_id\":\"1\"," + c.substring(1)),
                claims("no jti", c -> c.replaceFirst("\"jti\":\"[^\"]*\",?", "")),
                claims("jti as a number", c -> c.replaceFirst("\"jti\":\"[^\"]*\"", "\"jti\":1")),
                claims("no token_type", c -> c.replaceFirst("\"token_type\":\"access\",?", "")),
                claims("iat in the future", c -> c.replaceFirst("\"iat\":\\d", "\"iat\":9")),
                claims("nbf in the future", c -> "{\"nbf\":9999999999," + c.substring(1)),
                claims("byte order mark", c -> "\uFEFF" + c),
                claims("text after the object", c -> c + "{}"),
                claims("no object", c -> "[" + c + "]"),
                header("crit", "\"crit\":[\"x\"],\"x\":1"),
                header("b64", "\"b64\":false,\"crit\":[\"b64\"]"),
                header("zip", "\"zip\":\"DEF\""))
            .proved(
                "jwt.JwtVerifierTest#claimsThatMustBeThereAreRequired",
                "jwt.JwtVerifierTest#claimsOfTheWrongTypeAreRefused",
                "jwt.JwtVerifierTest#claimsSaidTwiceOrHalfAreRefused",
                "jwt.JwtVerifierTest#timesThatAreNoWholeSecondsAreRefused",
                "jwt.JwtVerifierTest#aHeaderWithMoreThanWeUnderstandIsRefused",
                "jwt.WycheproofTest#vectorIsTakenOrRefusedAsWycheproofSays"),
        Attack.of(
                "S32",
                "A refresh token, or one for somebody else, was taken for an access token.",
                "A token is for its type alone, and for its issuer and audience where they are"
                    + " set.")
            .tried(
                credential("Authorization: Bearer {admin-refresh}"),
                credential("Authorization: Token {admin-refresh}"),
                credential("Authorization: Token {admin}"),
                credential("Authorization: Bearer {admin-static}"),
                Attempt.post("/auth/refresh/", JSON, "{\"refresh\":\"{access}\"}").gives(401),
                Attempt.post("/auth/refresh/", JSON, "{\"refresh\":\"{admin-static}\"}").gives(401),
                claims("type of a refresh token", c -> c.replace("\"access\"", "\"refresh\"")),
                token(
                    "refresh token that says access, with its own signature",
                    t ->
                        encoded(t.header(), t.adminsRefreshClaims().replace("refresh", "access"))
                            + t.get("admin-refresh")
                                .substring(t.get("admin-refresh").lastIndexOf('.'))))
            .proved(
                "jwt.JwtVerifierTest#aTokenIsForItsTypeAlone",
                "jwt.JwtVerifierTest#theAudienceMustBeUs",
                "session.SessionsTest#accessTokenIsNoRefreshToken"),
        Attack.of(
                "S33",
                "A second spelling of the same token was another for the list of those that had"
                    + " ended.",
                "One spelling only: three parts in canonical base64url, no padding, no space.")
            .tried(
                spelling("padding", t -> t + "="),
                spelling("another part", t -> t + ".AAAA"),
                spelling("a dot at the end", t -> t + "."),
                spelling("a dot in front", t -> "." + t),
                spelling("a quotation mark", t -> "\"" + t + "\""),
                spelling("a line end in the signature", t -> t + "%0a"),
                credential("Authorization: Bearer {spare}\0"),
                spelling("stray bits in the last character", TokenAttacks::strayBit),
                spelling("upper case", t -> t.toUpperCase(java.util.Locale.ROOT)))
            .proved(
                "jwt.JwtVerifierTest#aSecondSpellingOfTheSameSignatureIsRefused",
                "jwt.JwtVerifierTest#strayBitsInWhatWasSignedAreRefused",
                "jwt.JwtVerifierTest#charactersAroundAPartAreRefused",
                "jwt.AsymmetricAttacksTest#secondSpellingOfAnRsaSignatureIsRefused"),
        Attack.of(
                "S34",
                "Logs and error messages repeated the token.",
                "No answer, and no line of the log, has one: both are looked through for every row"
                    + " here.")
            .tried(
                token("broken token of the administrator", t -> t.get("admin") + "x"),
                get("/public/x?token={admin}").orGives(200).mayReach(),
                get("/nothing?token={admin}"),
                Attempt.post("/auth/verify/", JSON, "{\"token\":\"{admin}x\"}").gives(401),
                Attempt.post("/auth/refresh/", JSON, "{\"refresh\":\"{refresh}x\"}").gives(401))
            .proved("it.AuditIT#failedLoginsAreToldByADigestOfWhatWasTyped"),
        Attack.of(
                "S35",
                "Two refreshes at once both won, since the check and the change were two steps"
                    + " (Spring Security CVE-2026-22751).",
                "One conditional UPDATE; the number of rows that it changed decides.")
            .proved(
                "it.ParallelRefreshOnH2IT#withoutGraceExactlyOneOfTwentyRefreshesWins",
                "it.ParallelRefreshOnMariaDbIT#withoutGraceExactlyOneOfTwentyRefreshesWins",
                "it.ParallelRefreshOnPostgresIT#withoutGraceExactlyOneOfTwentyRefreshesWins",
                "it.TwoNodesOnMariaDbIT#withoutGraceExactlyOneClientPerTokenWins"),
        Attack.of(
                "S36",
                "A spent refresh token was good again, or its use ended nothing.",
                "After the grace its use ends the session, for the thief and the owner, and is"
                    + " audited.")
            .proved(
                "it.SessionEndsIT#tokenThatComesAgainAfterTheGraceEndsTheSessionForThiefAndOwner",
                "it.SessionEndsIT#tokenOfTwoRotationsAgoEndsTheSessionEvenWithinTheGrace",
                "it.AuditIT#reuseOfASpentRefreshTokenIsTold"),
        Attack.of(
                "S37",
                "Whoever refreshed in time stayed signed in forever.",
                "`session-max` is the end of a login, counted from its beginning.")
            .proved(
                "it.SessionEndsIT#noRefreshLeadsBeyondTheAbsoluteEnd",
                "session.SessionsTest#sessionEndsAtItsMaximumHoweverOftenItIsRefreshed"),
        Attack.of(
                "S38",
                "A logout was known to one node, and forgotten when it started again.",
                "What has ended is in the database, and every node follows it.")
            .proved(
                "it.TwoNodesIT#logoutEndsTheAccessTokenHereAtOnceAndThereSoon",
                "session.RevocationsTest#nodeThatStartsLaterKnowsWhatWasRevokedBefore",
                "session.RevocationsTest#rowThatCommitsLateUnderASmallerIdIsNotMissed"),
        Attack.of(
                "S39",
                "A token went on speaking for a user who was disabled, or had another password.",
                "Each refresh looks at the user; users whose tokens are in use are read again all"
                    + " ten seconds.")
            .proved(
                "it.TwoNodesIT#deactivationBehindOurBackIsSeenByBoth",
                "it.TwoNodesIT#passwordChangedBehindOurBackEndsTheTokens",
                "it.TwoNodesIT#roleTakenBehindOurBackIsGone",
                "it.HowSoonIT#endsAreFeltOnEveryNode"),
        Attack.of(
                "S40",
                "A token was compared by the database, whose collation takes other letters for the"
                    + " same, or character by character.",
                "Rows are found by the hash of the token, and what was found is compared again.")
            .tried(
                staticToken("in capitals", t -> t.toUpperCase(java.util.Locale.ROOT)),
                staticToken("without its end", t -> t.substring(0, t.length() - 1)),
                staticToken("with a wildcard", t -> t.substring(0, t.length() - 1) + "%"),
                staticToken("with an accent", t -> t + "\u00e9"))
            .proved(
                "session.StaticTokensTest#nothingThatIsStoredIsAToken",
                "it.CredentialsIT#tokenInCapitalsIsAnother"),
        Attack.of(
                "S41",
                "The container's session went on being signed in when the token was over.",
                "No identity is ever kept in an `HttpSession`.")
            .tried(
                Attempt.script(
                    "session of an administrator without a token",
                    TokenAttacks::withTheSessionOfAnAdministrator)),
        Attack.of(
                "S42",
                "One request was answered as the user of another, by state shared between them"
                    + " (Soteria CVE-2020-1732, Jetty CVE-2026-5795).",
                "The identity hangs on the request, and on nothing else.")
            .tried(
                raw(
                        "three users on one connection",
                        pipelined("Authorization: Bearer {admin}\n")
                            + pipelined("")
                            + pipelined("Authorization: Bearer {access}\n")
                            + Attempt.request("GET", "{ctx}/who"))
                    .gives(200)
                    .mayReach()
                    .and(
                        "each is itself",
                        a -> a.statuses().equals(List.of("200", "401", "200", "401")))
                    .and("no other comes", a -> a.text().split("user=", -1).length == 3),
                Attempt.script("many at once, some broken off", Crowd::mixUp)),
        Attack.of(
                "S43",
                "Of two credentials the guard took one and the application the other, or both.",
                "Two headers are refused. A header, even a bad one, disables the cookies.")
            .tried(
                credential("Authorization: Bearer {access}", "Authorization: Token {admin-static}")
                    .gives(400),
                credential("Authorization: Token {admin-static}", "Authorization: Bearer {access}")
                    .gives(400),
                credential("Authorization: Bearer {admin}", "Authorization: Bearer {admin}")
                    .gives(400),
                credential("Authorization: Bearer {access}, Bearer {admin}").gives(401),
                credential("Authorization: Bearer {access},Token {admin-static}").gives(401),
                credential("Authorization: Bearer {access}", "Cookie: {cookie}={admin}").gives(403),
                credential("Authorization: Bearer x", "Cookie: {cookie}={admin}").gives(401),
                credential("Authorization: Basic x", "Cookie: {cookie}={admin}").gives(401),
                credential("Cookie: {cookie}={access}; {cookie}={admin}").gives(400),
                credential("Cookie: {cookie}={access}", "Cookie: {cookie}={admin}").gives(400))
            .proved(
                "it.CredentialsIT#twoAuthorizationHeadersAreRefused",
                "it.BrowserOnJettyIT#headerDisablesTheCookieEvenIfItIsInvalid",
                "it.BrowserOnJettyIT#plantedSecondCookieIsRefused"),
        Attack.of(
                "S44",
                "Odd forms of the header were taken apart in two ways.",
                "A known scheme, spaces, one token; anything else is refused or is no credential.")
            .tried(
                credential("Authorization: Bearer").gives(401),
                credential("Authorization: Bearer ").gives(401),
                credential("Authorization:").gives(401),
                credential("Authorization: {admin}").gives(401),
                credential("Authorization: Bearer {admin} x").gives(401),
                credential("Authorization: Bearer x {admin}").gives(401),
                credential("Authorization: Bearer{admin}").gives(401),
                credential("Authorization: Bearer={admin}").gives(401),
                credential("Authorization: Bearer:{admin}").gives(401),
                credential("Authorization: JWT {admin}").gives(401),
                credential("Authorization: Basic {admin}").gives(401),
                credential("Authorization: Bearer \u00e9").gives(401),
                credential("Authorization: Bearer\n {access}"),
                credential("Authorization : Bearer {spare}").gives(400),
                credential(" Authorization: Bearer {spare}").gives(400, 401),
                credential("Proxy-Authorization: Bearer {admin}").gives(401),
                credential("X-Authorization: Bearer {admin}").gives(401),
                credential("Authorization: Bearer " + "x".repeat(65_536)).orGives(413, 431),
                raw(
                        "token in the query",
                        Attempt.request("GET", "{ctx}/admin/secret?token={admin}"))
                    .gives(401),
                raw(
                        "token_id in the query",
                        Attempt.request("GET", "{ctx}/admin/secret?token_id={admin-static}"))
                    .gives(401),
                with("POST", "/admin/secret", "token_id: {admin-static}"))
            .proved(
                "it.CredentialsIT#malformedHeaderIsRefusedInTheWordsOfTheContract",
                "it.CredentialsIT#furtherPlacesAreNotLookedAtByDefault"));
  }

  private static Attempt unsigned(String algorithm, String end) {
    return token(
        "alg " + algorithm + (end.isEmpty() ? " without a third part" : ""),
        t -> encoded("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}", t.adminsClaims()) + end);
  }

  private static Attempt mac(String algorithm, String mac) {
    return token(
        "alg " + algorithm + " by " + mac,
        t ->
            ForgedJwt.of(
                t.header().replace("HS256", algorithm),
                t.adminsClaims(),
                mac,
                Tokens.KEY.getBytes(StandardCharsets.US_ASCII)));
  }

  private static Attempt key(String name, byte[] secret) {
    return token(
        "signed with " + name,
        t -> ForgedJwt.of(t.header(), t.adminsClaims(), "HmacSHA256", secret));
  }

  private static Attempt jwe(String header) {
    return token(
        header, t -> encoded(header, "") + ".AAAA." + ForgedJwt.base64(t.adminsClaims()) + ".AAAA");
  }

  /** Signed with the right key, so that only the header can be what it is refused for. */
  private static Attempt header(String name, String members) {
    return token(
        name,
        t ->
            Tokens.signed("{\"alg\":\"HS256\",\"typ\":\"JWT\"," + members + "}", t.adminsClaims()));
  }

  /** Signed with the right key, so that only the claims can be what it is refused for. */
  private static Attempt claims(String name, UnaryOperator<String> change) {
    return token(name, t -> Tokens.signed(t.header(), changed(t.adminsClaims(), change)));
  }

  private static Attempt spelling(String name, UnaryOperator<String> change) {
    return token(name, t -> changed(t.get("admin"), change));
  }

  private static Attempt staticToken(String name, UnaryOperator<String> change) {
    return Attempt.made(
        "static token " + name,
        t ->
            Attempt.request(
                "GET",
                "{ctx}/admin/secret",
                "Authorization: Token " + changed(t.get("admin-static"), change)));
  }

  private static String changed(String text, UnaryOperator<String> change) {
    String changed = change.apply(text);
    if (changed.equals(text)) {
      throw new AssertionError("Nothing is changed in " + text);
    }
    return changed;
  }

  private static String strayBit(String token) {
    // 32 bytes leave the last two of the last six bits unused.
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    return token.substring(0, token.length() - 1) + alphabet.charAt(last + 1);
  }

  private static String encoded(String header, String claims) {
    return ForgedJwt.base64(header) + "." + ForgedJwt.base64(claims);
  }

  private static String cut(String token) {
    return token.substring(0, token.lastIndexOf('.'));
  }

  private static String withTheSessionOfAnAdministrator(Target target) throws IOException {
    RawAnswer began = target.get("/session", "Authorization: Bearer {admin}");
    String session = began.header("Set-Cookie").split(";", -1)[0];
    RawAnswer secret = target.get("/admin/secret", "Cookie: " + session);
    RawAnswer who = target.get("/who", "Cookie: " + session);
    boolean isRefused = secret.status() == 401 && who.status() == 401;
    return session.startsWith("JSESSIONID=") && isRefused ? "" : began + "\n" + secret + "\n" + who;
  }

  private static String pipelined(String identity) {
    return "GET {ctx}/who HTTP/1.1\nHost: {host}\n" + identity + "\n";
  }
}
