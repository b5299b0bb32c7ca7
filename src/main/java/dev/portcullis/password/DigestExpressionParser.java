package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the grammar of {@link DigestExpression}, from left to right. */
final class DigestExpressionParser {
  /** Digests within digests; nobody has more than three. */
  private static final int MAX_DEPTH = 8;

  private final String text;
  private int at;

  DigestExpressionParser(String text) {
    this.text = text;
  }

  DigestExpression expression() {
    HashFunction hash = hash(word());
    DigestTerm input = input(0);
    int rounds = 1;
    if (skip('*')) {
      rounds = Cost.bounded(text.substring(at), Cost.MAX_ITERATIONS);
      if (rounds == 0) {
        throw bad("want 1 to " + Cost.MAX_ITERATIONS + " rounds after *");
      }
      at = text.length();
    }
    if (at < text.length()) {
      throw bad("want nothing after character " + at);
    }
    return new DigestExpression(hash, input, rounds);
  }

  private DigestTerm input(int depth) {
    if (depth == MAX_DEPTH) {
      throw bad("want at most " + MAX_DEPTH + " digests within each other");
    }
    if (!skip('(')) {
      return DigestTerm.password();
    }
    List<DigestTerm> terms = new ArrayList<>();
    do {
      terms.add(term(depth));
    } while (skip('+'));
    if (!skip(')')) {
      throw bad("want + or ) at character " + (at + 1));
    }
    return DigestTerm.joined(terms);
  }

  private DigestTerm term(int depth) {
    if (skip('\'')) {
      int end = text.indexOf('\'', at);
      if (end < 0) {
        throw bad("want ' at the end of the text");
      }
      String literal = text.substring(at, end);
      at = end + 1;
      return DigestTerm.text(literal);
    }
    String word = word();
    return switch (word) {
      case "password" -> DigestTerm.password();
      case "salt" -> DigestTerm.salt(salt -> Optional.of(salt.getBytes(UTF_8)));
      case "hex" -> decodedSalt(DigestTerm.salt(Encoded::hex));
      case "base64" -> decodedSalt(DigestTerm.salt(Encoded::base64));
      default -> DigestTerm.digest(hash(word), input(depth + 1));
    };
  }

  private DigestTerm decodedSalt(DigestTerm term) {
    if (!text.startsWith("(salt)", at)) {
      throw bad("want (salt) after hex and base64");
    }
    at += "(salt)".length();
    return term;
  }

  private HashFunction hash(String name) {
    return Optional.of(name)
        .filter(DigestExpression.names()::contains)
        .flatMap(HashFunction::named)
        .orElseThrow(
            () ->
                bad(
                    "\""
                        + name
                        + "\" is none of plain, "
                        + String.join(", ", DigestExpression.names())));
  }

  private String word() {
    int from = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private boolean skip(char wanted) {
    boolean there = at < text.length() && text.charAt(at) == wanted;
    if (there) {
      at++;
    }
    return there;
  }

  private IllegalArgumentException bad(String why) {
    return new IllegalArgumentException(
        "\"" + text + "\": " + why + "; such as sha256(salt+password)*1000");
  }
}
