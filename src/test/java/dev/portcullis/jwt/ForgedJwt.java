package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens made by hand, good and bad, with nothing of ours and nothing of jjwt. */
public final class ForgedJwt {
  private ForgedJwt() {}

  /** A token with an HMAC over both, whatever they say. */
  public static String of(String header, String payload, String macName, byte[] secret) {
    return of(header.getBytes(UTF_8), payload.getBytes(UTF_8), macName, secret);
  }

  static String of(byte[] header, byte[] payload, String macName, byte[] secret) {
    String signed = base64(header) + "." + base64(payload);
    return signed + "." + base64(mac(signed, macName, secret));
  }

  /** Any text before the last dot, rightly signed. */
  static String signed(String text, String macName, byte[] secret) {
    return text + "." + base64(mac(text, macName, secret));
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** As tokens have it: for URLs, without padding. */
  public static String base64(String text) {
    return base64(text.getBytes(UTF_8));
  }

  private static byte[] mac(String text, String macName, byte[] secret) {
    try {
      Mac mac = Mac.getInstance(macName);
      mac.init(new SecretKeySpec(secret, macName));
      return mac.doFinal(text.getBytes(US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
