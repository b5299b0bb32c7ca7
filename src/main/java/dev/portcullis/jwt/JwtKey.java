package dev.portcullis.jwt;

import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.JwtParserBuilder;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key and the one algorithm it is for. */
public abstract sealed class JwtKey permits HmacKey, SignatureKey {
  private static final String IMPLEMENTATION = "io.jsonwebtoken.impl.DefaultJwtBuilder";

  private final JwtAlgorithm algorithm;
  private final String kid;
  private volatile @Nullable JwtParser parser;

  JwtKey(JwtAlgorithm algorithm, String kid) {
    requireImplementation();
    this.algorithm = algorithm;
    this.kid = kid;
  }

  /**
   * jjwt is loaded by the first token; that its other jar is missing must stop the start all the
   * same.
   */
  private static void requireImplementation() {
    try {
      Class.forName(IMPLEMENTATION, false, JwtKey.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("jjwt-impl is missing beside jjwt-api: add it", e);
    }
  }

  /**
   * The HMAC key that these bytes are.
   *
   * @throws IllegalArgumentException if the secret is shorter than the algorithm's {@link
   *     JwtAlgorithm#minimumKeyBits}: short ones are found by trying (RFC 8725, section 3.5)
   */
  public static JwtKey hmac(JwtAlgorithm algorithm, byte[] secret) {
    return HmacKey.of(algorithm, secret);
  }

  /**
   * The key that was kept as these bytes: a secret as it is, or a private key in PKCS#8.
   *
   * @throws IllegalArgumentException if they are no such key
   */
  public static JwtKey stored(JwtAlgorithm algorithm, byte[] material) {
    return algorithm.isSymmetric()
        ? HmacKey.of(algorithm, material)
        : PemText.privateKey(material, algorithm);
  }

  /** The key's name on the wire; the same at every start. */
  public final String kid() {
    return kid;
  }

  /** The only algorithm that this key signs with and verifies. */
  public final JwtAlgorithm algorithm() {
    return algorithm;
  }

  /** Whether it can sign, too: the public half of another's key cannot. */
  public abstract boolean canSign();

  /**
   * What all the world may know of it, as a JWK (RFC 7517, section 4); empty for a symmetric key.
   */
  public abstract Optional<Map<String, Object>> publicJwk();

  /** Whether both are one secret, or the same public key. */
  abstract boolean isSameKey(JwtKey other);

  abstract JwtBuilder sign(JwtBuilder token);

  /** Lets the parser accept this key and this algorithm, and nothing else. */
  abstract JwtParserBuilder narrow(JwtParserBuilder parser);

  /** Makes now what the first token would wait for: some hundred classes, at a cold start. */
  public final void prepare() {
    parser();
  }

  /** The one parser for tokens of this key. Two threads may make it; either will do. */
  final JwtParser parser() {
    JwtParser made = parser;
    if (made == null) {
      made = newParser();
      parser = made;
    }
    return made;
  }

  /**
   * Goes on only if this key has signed the token, with its one algorithm.
   *
   * @throws RuntimeException of a dozen kinds if not
   */
  final void requireSignatureOf(CompactJws jws, String compact) {
    // jjwt's narrowed parser refuses another algorithm, too: either check alone would do.
    if (!jws.alg().equals(algorithm.alg()) || !(parser().parse(compact) instanceof Jws)) {
      throw new IllegalArgumentException("Not signed with this key");
    }
  }

  /** Algorithm and name; never the secret. */
  @Override
  public final String toString() {
    return "JwtKey[" + algorithm + " " + kid + " ****]";
  }

  @SuppressWarnings("JavaUtilDate") // jjwt's clock has it.
  private JwtParser newParser() {
    JwtParserBuilder parser =
        Jjwt.parser()
            .json(new JjwtJsonReader())
            // Times are judged by the verifier alone, where the equal case is ours and the type is
            // strict: here it is always 1970, give or take ten thousand years.
            .clock(() -> new Date(0))
            .clockSkewSeconds(Duration.ofDays(365 * 10_000L).toSeconds());
    return narrow(parser).zip().clear().and().enc().clear().and().key().clear().and().build();
  }
}
