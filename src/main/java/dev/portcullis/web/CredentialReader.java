package dev.portcullis.web;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Credential;
import dev.portcullis.Scheme;
import dev.portcullis.config.TokenSource;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one place where credentials leave a request: none, exactly one, or a refusal. Only cookies
 * are left to {@link SessionCookies}, since they can be renewed and want more asked of the request.
 *
 * <p>{@code Authorization} beats every other place. A scheme that is switched off is not ours to
 * judge: its header is as good as none.
 */
public final class CredentialReader {
  private final Set<Scheme> schemes;
  private final List<TokenSource> sources;
  private final boolean readsBodies;

  /** Reads credentials of {@code schemes}, from {@code Authorization} and the {@code sources}. */
  public CredentialReader(Set<Scheme> schemes, List<TokenSource> sources) {
    this.schemes = Set.copyOf(schemes);
    this.sources = List.copyOf(sources);
    this.readsBodies =
        sources.stream().anyMatch(source -> source.place() == TokenSource.Place.BODY);
  }

  /** Whether a token may stand in the body of this request: never beside {@code Authorization}. */
  boolean mayLookIntoBodyOf(HttpServletRequest request) {
    return readsBodies && !isAuthorizationGiven(request);
  }

  /** Whether the request has an {@code Authorization}, of whatever scheme. */
  boolean isAuthorizationGiven(HttpServletRequest request) {
    return request.getHeader("Authorization") != null;
  }

  /** The names of the headers on which an answer of ours depends, as {@code Vary} has them. */
  public String headers() {
    return Stream.concat(
            Stream.of("Authorization"),
            sources.stream()
                .filter(source -> source.place() == TokenSource.Place.HEADER)
                .map(TokenSource::name))
        .collect(Collectors.joining(", "));
  }

  /**
   * Whether the cookies of this request count: never beside {@code Authorization}, not even beside
   * one that is malformed or of a scheme that is not ours.
   */
  boolean mayLookAtCookiesOf(HttpServletRequest request) {
    return request.getHeader("Authorization") == null;
  }

  /** Whether there are places for tokens beside {@code Authorization}. */
  boolean hasSources() {
    return !sources.isEmpty();
  }

  /**
   * The credential of the request; {@code fields} are those of its body, if it was read.
   *
   * @throws AuthException if there is more than one, or the header is malformed
   */
  Optional<Credential> read(HttpServletRequest request, RequestFields fields) {
    Optional<Credential> header = readAuthorization(request);
    return header.isPresent() || sources.isEmpty() ? header : readSources(request, fields);
  }

  private Optional<Credential> readAuthorization(HttpServletRequest request) {
    Enumeration<String> headers = request.getHeaders("Authorization");
    if (headers == null || !headers.hasMoreElements()) {
      return Optional.empty();
    }
    String header = headers.nextElement();
    if (headers.hasMoreElements()) {
      throw new AuthException(AuthError.CREDENTIALS_AMBIGUOUS);
    }
    return parse(header.strip());
  }

  private Optional<Credential> parse(String header) {
    int space = header.indexOf(' ');
    String keyword = space < 0 ? header : header.substring(0, space);
    String rest = space < 0 ? "" : header.substring(space).strip();
    return Scheme.of(keyword)
        .filter(schemes::contains)
        .map(scheme -> new Credential(scheme, check(scheme, rest)));
  }

  private static String check(Scheme scheme, String token) {
    boolean empty = token.isEmpty();
    boolean spaces = token.indexOf(' ') >= 0 || token.indexOf('\t') >= 0;
    boolean odd = !token.chars().allMatch(c -> c > ' ' && c <= '~');
    if (scheme == Scheme.BEARER) {
      if (empty || spaces) {
        throw new AuthException(AuthError.BEARER_MALFORMED);
      }
      if (odd) {
        throw new AuthException(AuthError.TOKEN_INVALID);
      }
      return token;
    }
    if (empty) {
      throw new AuthException(AuthError.STATIC_TOKEN_MISSING);
    }
    if (spaces) {
      throw new AuthException(AuthError.STATIC_TOKEN_WITH_SPACES);
    }
    if (odd) {
      throw new AuthException(AuthError.STATIC_TOKEN_WITH_ODD_CHARACTERS);
    }
    return token;
  }

  private Optional<Credential> readSources(HttpServletRequest request, RequestFields fields) {
    List<String> found = new ArrayList<>(1);
    QueryString query = null;
    for (TokenSource source : sources) {
      switch (source.place()) {
        case HEADER -> found.addAll(headers(request, source.name()));
        case QUERY -> {
          query = query == null ? QueryString.of(request.getQueryString()) : query;
          found.addAll(query.values(source.name()));
        }
        case BODY -> fields.text(source.name()).ifPresent(found::add);
      }
    }
    found.removeIf(String::isEmpty);
    if (found.size() > 1) {
      throw new AuthException(AuthError.CREDENTIALS_AMBIGUOUS);
    }
    return found.stream().findFirst().flatMap(this::guessScheme);
  }

  /** Only a JWT has dots. */
  private Optional<Credential> guessScheme(String token) {
    Scheme scheme = token.indexOf('.') >= 0 ? Scheme.BEARER : Scheme.TOKEN;
    return schemes.contains(scheme) ? Optional.of(new Credential(scheme, token)) : Optional.empty();
  }

  private static List<String> headers(HttpServletRequest request, String name) {
    Enumeration<String> values = request.getHeaders(name);
    return values == null ? List.of() : Collections.list(values);
  }

  /** What the client calls itself; empty if it does not say. */
  static String userAgent(HttpServletRequest request) {
    String agent = request.getHeader("User-Agent");
    return agent == null ? "" : agent;
  }
}
