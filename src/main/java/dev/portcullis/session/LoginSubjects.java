package dev.portcullis.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.address.IpAddress;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a login is counted by: digests of the account, of the address, and of both. Without the
 * server's key they tell nothing of either.
 *
 * @param account the same for all ways to write one name: other case, spaces around it, other forms
 *     of Unicode
 * @param address the same for all addresses of one customer
 * @param pair of this account from this address
 */
record LoginSubjects(String account, String address, String pair) {

  static LoginSubjects of(byte[] key, String username, String address) {
    String name = canonical(username);
    String site = IpAddress.siteOf(address);
    return new LoginSubjects(
        digest(key, "account", name, ""),
        digest(key, "address", "", site),
        digest(key, "pair", name, site));
  }

  /** Compatibility forms become one (UAX 15); some letters do so only after they are small ones. */
  static String canonical(String username) {
    String small = Normalizer.normalize(username, Form.NFKC).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(small, Form.NFKC).strip();
  }

  private static String digest(byte[] key, String kind, String name, String site) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (String part : new String[] {"failed login", kind, site}) {
        mac.update(part.getBytes(UTF_8));
        mac.update((byte) 0); // In none of them; the name comes last, whatever it has.
      }
      return HexFormat.of().formatHex(mac.doFinal(name.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }
}
