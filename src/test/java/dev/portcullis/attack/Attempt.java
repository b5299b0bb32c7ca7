package dev.portcullis.attack;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One way to try an attack, with what may come of it.
 *
 * <p>Whatever else is asked, an answer never has the secret, never says that the application was
 * reached where it may not be, is no failure of the server, and tells nothing of our code.
 */
final class Attempt {
  /** Not let in, in whichever words. */
  private static final Set<Integer> REFUSED = Set.of(400, 401, 403, 404, 405);

  private final String name;
  private final Function<Tokens, String> template;
  private final boolean isWithIdentity;
  private final Set<Integer> statuses;
  private final boolean mayReach;
  private final Map<String, Predicate<RawAnswer>> checks;
  private final Script script;

  private Attempt(
      String name,
      Function<Tokens, String> template,
      boolean isWithIdentity,
      Set<Integer> statuses,
      boolean mayReach,
      Map<String, Predicate<RawAnswer>> checks) {
    this.name = name;
    this.template = template;
    this.isWithIdentity = isWithIdentity;
    this.statuses = statuses;
    this.mayReach = mayReach;
    this.checks = checks;
    this.script = this::sendAndLook;
  }

  private Attempt(String name, Script script) {
    this.name = name;
    this.template = tokens -> "";
    this.isWithIdentity = false;
    this.statuses = Set.of();
    this.mayReach = false;
    this.checks = Map.of();
    this.script = script;
  }

  /** Some steps, and what is wrong with what came of them. */
  interface Script {
    /** What is wrong; empty if all is as it should be. */
    String play(Target target) throws IOException;
  }

  /** A GET of exactly this path below the context, as nobody and as a user. */
  static Attempt get(String path, String... headers) {
    return with("GET", path, headers);
  }

  /** A request of another method, as nobody and as a user. */
  static Attempt with(String method, String path, String... headers) {
    String lines = Stream.of(headers).map(header -> header + "\n").collect(Collectors.joining());
    return raw(
        (method + " " + path + " " + String.join(", ", headers)).strip(),
        request(method, target(path), lines + "{identity}"));
  }

  /** A GET of the secret as nobody but with these headers, which are the attack. */
  static Attempt credential(String... headers) {
    return raw(String.join(" ", headers), request("GET", "{ctx}/admin/secret", headers));
  }

  /** A GET of the secret with a bearer token that is made of others. */
  static Attempt token(String name, Function<Tokens, String> token) {
    return made(
            name,
            t -> request("GET", "{ctx}/admin/secret", "Authorization: Bearer " + token.apply(t)))
        .gives(401);
  }

  /** A request that is made of tokens. */
  static Attempt made(String name, Function<Tokens, String> template) {
    return new Attempt(name, template, false, REFUSED, false, Map.of());
  }

  /** Something that takes more than a request. */
  static Attempt script(String name, Script script) {
    return new Attempt(name, script);
  }

  /** A request as it is written; see {@link Target#send}. */
  static Attempt raw(String name, String template) {
    return new Attempt(
        name, tokens -> template, template.contains("{identity}"), REFUSED, false, Map.of());
  }

  /** A form or JSON to one of our endpoints. */
  static Attempt post(String path, String type, String body) {
    return raw(
        "POST " + path + " " + (body.length() > 60 ? body.substring(0, 60) + "..." : body),
        "POST {ctx}"
            + path
            + " HTTP/1.1\nHost: {host}\nConnection: close\nContent-Type: "
            + type
            + "\nContent-Length: {length}\n\n"
            + body);
  }

  /** The text of a request without a body. */
  static String request(String method, String target, String... headers) {
    StringBuilder text =
        new StringBuilder(method + " " + target + " HTTP/1.1\nHost: {host}\nConnection: close\n");
    for (String header : headers) {
      text.append(header).append(header.endsWith("{identity}") ? "" : "\n");
    }
    return text.append('\n').toString();
  }

  /** Below the context, unless the path is written from the server's root on. */
  private static String target(String path) {
    return path.contains("{ctx}") ? path : "{ctx}" + path;
  }

  /** With these statuses as the only good ones. */
  Attempt gives(Integer... only) {
    return new Attempt(name, template, isWithIdentity, Set.of(only), mayReach, checks);
  }

  /** With this status as a further good one. */
  Attempt orGives(Integer... more) {
    Set<Integer> all = new HashSet<>(statuses);
    all.addAll(Set.of(more));
    return new Attempt(name, template, isWithIdentity, Set.copyOf(all), mayReach, checks);
  }

  /** That the application is reached is right here, as long as it does not tell the secret. */
  Attempt mayReach() {
    return new Attempt(name, template, isWithIdentity, statuses, true, checks);
  }

  /** With this about the answer, too. */
  Attempt and(String what, Predicate<RawAnswer> check) {
    Map<String, Predicate<RawAnswer>> more = new LinkedHashMap<>(checks);
    more.put(what, check);
    return new Attempt(name, template, isWithIdentity, statuses, mayReach, more);
  }

  /** Whether it is something else as a user than as nobody. */
  boolean isWithIdentity() {
    return isWithIdentity;
  }

  /**
   * Tries it.
   *
   * @return what is wrong with the answer; empty if it is as it should be
   */
  String play(Target target) throws IOException {
    String wrong = script.play(target);
    return wrong.isEmpty() ? "" : target + ": " + name + ": " + wrong;
  }

  private String sendAndLook(Target target) throws IOException {
    RawAnswer answer = target.send(template.apply(target.tokens()));
    StringBuilder wrong = new StringBuilder();
    complain(wrong, !statuses.contains(answer.status()), "status is not of " + statuses);
    complain(wrong, answer.text().contains(AttackedServlet.SECRET), "secret is out");
    complain(wrong, !mayReach && isReached(answer), "application is reached");
    complain(wrong, answer.text().contains("dev.portcullis."), "stack of ours is shown");
    complain(wrong, target.tokens().isAnyIn(answer.text()), "token comes back");
    checks.forEach((what, check) -> complain(wrong, !check.test(answer), "not so: " + what));
    return wrong.isEmpty() ? "" : wrong + "in\n" + answer;
  }

  private static boolean isReached(RawAnswer answer) {
    return answer.text().contains(AttackedServlet.REACHED);
  }

  private static void complain(StringBuilder wrong, boolean is, String what) {
    if (is) {
      wrong.append(what).append("; ");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
