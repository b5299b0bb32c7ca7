package dev.portcullis.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BareFormatTest {

  /** Digests of {@code pässwörd} by Python's hashlib; a salt of {@code -} has no column. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      emptyValue = "",
      value = {
        "md5 | - | 12841e4ba5e37d2fbfc78458c6714ade",
        "md5 | - | 12841E4BA5E37D2FBFC78458C6714ADE",
        "md5 | s4lt | 12841e4ba5e37d2fbfc78458c6714ade",
        "sha1 | - | 9Rfd8dMqES/xrVXGbRsSyzjn6Pc=",
        "sha256 | - | 0867ec9e47b8dba41b8b911df1bbbeac602b2e7fb28a90b334502f19e2da471d",
        "sha512 | - | csf+G9M7eFdGqclPm4DSWRzTjzwTyKpD91N/MqKoxfm10c7ha2nwIS4OOalNg/V7zzomuud2AHzrsB8NYxEnPg==",
        "sha256(password+salt) | s4lt | 7c44173417a8d79358be54df11fecd4b183749d8e94b9c77ee3faccf3c10bc1c",
        "sha256(salt+password) | s4lt | df6a5f8552c4b35872b90d924ad6c9898e8a5f5c4d8002495aa78fc5fb074335",
        "md5(password+salt) | - | aa9fe3dd9c181a6575120e4be365c0c9:s4lt",
        "sha1('before'+password+'{'+salt+'}') | s4lt | e6f029184ff377e2abd6b3c1a97ff50c87fececc",
        "sha384(base64(salt)+password)*1000 | AAH/ | R/Zlxeqn4m8wLekikz2vOFlfw6aL59kZXUKvCclXJRXP6C/LlCYIyXIIDBpy9JoY",
        "sha224(hex(salt)+password) | 0001ff | cedcf7073808b666e0209b6e210d8077f197a43386c8cd2baef34ec8",
        "md5(md5(password)+salt) | s4lt | baeebbcc497cbd534857ac31cf84352d",
        "sha1(salt+sha1(salt+sha1(password))) | s4lt | d3717d28cf2f2e4ec787138c04bf5cca78d03186",
        "sha512*5 | - | c8dee7851d8606f1cfda52b6eca5d7132032cf86b85025339d3d7b0dce61bf8b9c347298f9216e9851994eb1ed3af2d9d4693ebd468d6f340107a0d43c38faab",
      })
  void digestsAreMadeAsTheExpressionSays(String format, String salt, String stored) {
    PasswordHashes hashes = hashes(format);
    Optional<String> column = Optional.of(salt).filter(text -> !text.equals("-"));

    assertThat(hashes.matches("pässwörd", stored, column)).isTrue();
    assertThat(hashes.matches("pässwörd ", stored, column)).isFalse();
    assertThat(hashes.matches("pässwörd", stored.substring(1), column)).isFalse();
    assertThat(hashes.needsUpgrade(stored)).isTrue();
    assertThat(hashes("plain").matches("pässwörd", stored, column)).isFalse();
    assertThat(none().matches("pässwörd", stored, column)).isFalse();
  }

  @Test
  void withoutTheSaltThatItNeedsARowIsMalformed() {
    PasswordHashes hex = hashes("sha224(hex(salt)+password)");
    String stored = "cedcf7073808b666e0209b6e210d8077f197a43386c8cd2baef34ec8";

    assertThat(hex.matches("pässwörd", stored, Optional.of("0001ff"))).isTrue();
    assertThat(hex.matches("pässwörd", stored, Optional.of("0001f"))).isFalse();
    assertThat(hex.matches("pässwörd", stored, Optional.empty())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1234", "administrator", "' spaces kept '", "pässwörd", "?", "xx"})
  void plainTextMatchesItself(String password) {
    PasswordHashes hashes = hashes("plain");

    assertThat(hashes.matches(password, password)).isTrue();
    assertThat(hashes.matches(password + "x", password)).isFalse();
    assertThat(none().matches(password, password)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "!!", "*", "x", "null", "NULL"})
  void whatStandsForNoPasswordIsNoneInPlainTextToo(String stored) {
    assertThat(hashes("plain").matches(stored, stored)).isFalse();
  }

  @Test
  void aHashIsNoPlainText() {
    PasswordHashes plain = hashes("plain");
    String stored = plain.encode("1234");

    assertThat(plain.matches("1234", stored)).isTrue();
    assertThat(plain.matches(stored, stored)).isFalse();
  }

  @Test
  void thirteenCharactersAreDesOnlyWhereNothingElseWasSaid() {
    String des = "Iuz2GZnNkygYc"; // mkpasswd -m descrypt 1234

    assertThat(none().matches("1234", des)).isTrue();
    assertThat(hashes("md5").matches("1234", des)).isTrue();
    assertThat(hashes("plain").matches("1234", des)).isFalse();
    assertThat(hashes("plain").matches(des, des)).isTrue();
  }

  /** The vectors are Spring's; its encoder by itself writes the same without the mark. */
  @ParameterizedTest
  @ValueSource(strings = {"{pbkdf2}", "{pbkdf2@SpringSecurity_v5_8}", "{sha256}", "{SHA-256}"})
  void aMarkOfSpringMayBeMissing(String mark) {
    String stored =
        Vectors.all()
            .filter(row -> row.stored().startsWith(mark) && row.password().equals("1234"))
            .findFirst()
            .orElseThrow()
            .stored()
            .substring(mark.length());

    assertThat(hashes(mark).matches("1234", stored)).isTrue();
    assertThat(hashes(mark).matches("12345", stored)).isFalse();
    assertThat(none().matches("1234", stored)).isFalse();
  }

  @Test
  void otherFormatsGoOnMatching() {
    PasswordHashes hashes = hashes("md5");

    assertThat(hashes.matches("1234", hashes.encode("1234"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "crc32               | \"crc32\" is none of plain, md5, sha1, sha224, sha256, sha384, sha512",
        "md4                 | \"md4\" is none of plain, md5, sha1, sha224, sha256, sha384, sha512",
        "MD5                 | \"MD5\" is none of plain, md5, sha1, sha224, sha256, sha384, sha512",
        "md5(                | \"\" is none of plain, md5, sha1, sha224, sha256, sha384, sha512",
        "md5(name)           | \"name\" is none of plain, md5, sha1, sha224, sha256, sha384, sha512",
        "md5(password        | want + or ) at character 13",
        "md5(password+)      | \"\" is none of plain, md5, sha1, sha224, sha256, sha384, sha512",
        "md5(password) x     | want nothing after character 13",
        "md5('a              | want ' at the end of the text",
        "md5(hex(password))  | want (salt) after hex and base64",
        "md5*0               | want 1 to 5000000 rounds after *",
        "md5*5000001         | want 1 to 5000000 rounds after *",
        "md5*2*2             | want 1 to 5000000 rounds after *",
        "md5(md5(md5(md5(md5(md5(md5(md5(md5)))))))) | want at most 8 digests within each other",
      })
  void whatDoesNotKeepToTheGrammarIsRefused(String format, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BareFormat.parse(format))
        .withMessage("\"" + format + "\": " + why + "; such as sha256(salt+password)*1000");
  }

  @Test
  void aMarkThatIsNoneOfSpringsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BareFormat.parse("{pbkdf}"))
        .withMessage(
            "\"{pbkdf}\": want one of {pbkdf2}, {pbkdf2@SpringSecurity_v5_8}, {sha256}, {MD4},"
                + " {MD5}, {SHA-1}, {SHA-256}");
  }

  private static PasswordHashes hashes(String format) {
    return hashes(Optional.of(BareFormat.parse(format)));
  }

  private static PasswordHashes none() {
    return hashes(Optional.empty());
  }

  private static PasswordHashes hashes(Optional<BareFormat> bare) {
    return new PasswordHashes(
        new PasswordPolicy(new Pbkdf2Encoding(1_000), bare, Optional.empty()), new SecureRandom());
  }
}
