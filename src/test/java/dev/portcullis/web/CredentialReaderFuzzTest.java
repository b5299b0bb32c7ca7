package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Credential;
import dev.portcullis.Scheme;
import dev.portcullis.config.TokenSource;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lines of the input are the query, the field {@code token} of the body, and headers. */
class CredentialReaderFuzzTest {
  private static final Set<AuthError> REFUSALS =
      EnumSet.of(
          AuthError.CREDENTIALS_AMBIGUOUS,
          AuthError.BEARER_MALFORMED,
          AuthError.TOKEN_INVALID,
          AuthError.STATIC_TOKEN_MISSING,
          AuthError.STATIC_TOKEN_WITH_SPACES,
          AuthError.STATIC_TOKEN_WITH_ODD_CHARACTERS);

  private static final List<TokenSource> SOURCES =
      List.of(
          new TokenSource(TokenSource.Place.HEADER, "X-Token"),
          new TokenSource(TokenSource.Place.QUERY, "token"),
          new TokenSource(TokenSource.Place.BODY, "token"));

  @FuzzTest
  @DictionaryEntries({"Authorization: ", "X-Token: ", "Bearer ", "Token ", "token="})
  void thereIsOneCredentialOrNoneOrARefusal(byte[] input) {
    String[] lines = (new String(input, ISO_8859_1) + "\n\n").split("[\r\n]", -1);
    PaperRequest paper = new PaperRequest().query(lines[0]);
    int authorizations = 0;
    String sent = "";
    for (int i = 2; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        paper.header(lines[i].substring(0, colon), lines[i].substring(colon + 1));
        if (lines[i].substring(0, colon).equalsIgnoreCase("Authorization")) {
          authorizations++;
          sent = lines[i].substring(colon + 1);
        }
      }
    }
    RequestFields fields = new RequestFields(Map.of("token", lines[1]));
    HttpServletRequest request = paper.toRequest();

    Optional<Credential> both = read(EnumSet.allOf(Scheme.class), request, fields);

    assertThat(authorizations > 1 && both.isPresent()).isFalse();
    for (Scheme scheme : Scheme.values()) {
      Optional<Credential> one = read(EnumSet.of(scheme), request, fields);
      assertThat(one.map(Credential::scheme).orElse(scheme)).isEqualTo(scheme);
    }
    if (authorizations == 1 && both.isPresent() && isOfOurs(sent)) {
      assertSameHoweverItIsWritten(both.get());
      assertThat(sent).contains(both.get().token());
    }
  }

  private static boolean isOfOurs(String header) {
    return Scheme.of(header.strip().split(" ", 2)[0]).isPresent();
  }

  private static void assertSameHoweverItIsWritten(Credential credential) {
    assertThat(credential.token()).matches("[!-~]+");
    String keyword = credential.scheme().keyword();
    for (String word : List.of(keyword, keyword.toUpperCase(Locale.ROOT))) {
      HttpServletRequest request =
          new PaperRequest()
              .query("")
              .header("authorization", " " + word + "   " + credential.token() + " ")
              .toRequest();
      assertThat(read(EnumSet.allOf(Scheme.class), request, RequestFields.none()))
          .contains(credential);
    }
  }

  /** Empty for a refusal, too. */
  private static Optional<Credential> read(
      Set<Scheme> schemes, HttpServletRequest request, RequestFields fields) {
    try {
      return new CredentialReader(schemes, SOURCES).read(request, fields);
    } catch (AuthException e) {
      assertThat(e.error()).isIn(REFUSALS);
      return Optional.empty();
    }
  }
}
