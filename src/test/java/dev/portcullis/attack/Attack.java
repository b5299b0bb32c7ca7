package dev.portcullis.attack;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A way in which gates like ours were got past, and how it is tried here.
 *
 * @param id a short name, the same in {@code docs/attacks.md}
 * @param failed what went wrong elsewhere
 * @param defence what is done about it here
 * @param attempts requests that are sent to each container
 * @param proofs tests that look at it from within, as {@code package.Class#method} below our
 *     package
 */
record Attack(
    String id, String failed, String defence, List<Attempt> attempts, List<String> proofs) {
  private static final String OURS = "dev.portcullis.";

  Attack {
    attempts = List.copyOf(attempts);
    proofs = List.copyOf(proofs);
  }

  /** One that is not tried yet. */
  static Attack of(String id, String failed, String defence) {
    return new Attack(id, failed, defence, List.of(), List.of());
  }

  /** With these requests. */
  Attack tried(Attempt... attempts) {
    return new Attack(id, failed, defence, List.of(attempts), proofs);
  }

  /** With these tests of others. */
  Attack proved(String... by) {
    return new Attack(id, failed, defence, attempts, List.of(by));
  }

  /**
   * Those of the tests that there are not.
   *
   * <p>A method counts if JUnit would run it, in a class that it would run.
   */
  List<String> missingProofs() {
    return proofs.stream().filter(proof -> !isTest(proof)).toList();
  }

  private static boolean isTest(String proof) {
    String[] name = proof.split("#", -1);
    try {
      Class<?> type = Class.forName(OURS + name[0]);
      return !Modifier.isAbstract(type.getModifiers())
          && methods(type)
              .filter(method -> method.getName().equals(name[1]))
              .anyMatch(method -> AnnotationSupport.isAnnotated(method, Testable.class));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static Stream<Method> methods(Class<?> type) {
    Stream<Method> own = Arrays.stream(type.getDeclaredMethods());
    Class<?> parent = type.getSuperclass();
    return parent == null || parent == Object.class ? own : Stream.concat(own, methods(parent));
  }

  /** How it is tested, in a line. */
  String tests() {
    Stream<String> own =
        attempts.isEmpty() ? Stream.of() : Stream.of(attempts.size() + " requests");
    return Stream.concat(own, proofs.stream().map(Attack::shortName))
        .collect(Collectors.joining(", "));
  }

  /** Says of a test that the default build leaves out with which profile it runs. */
  private static String shortName(String proof) {
    String name = proof.substring(proof.lastIndexOf('.') + 1).replace('#', '.');
    try {
      Tag profile = Class.forName(OURS + proof.split("#", -1)[0]).getAnnotation(Tag.class);
      return profile == null ? name : name + " (-P" + profile.value() + ")";
    } catch (ClassNotFoundException e) {
      return name;
    }
  }

  @Override
  public String toString() {
    return id + " " + failed;
  }
}
