package dev.portcullis.testing;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What stands in the constant pool of a class (JVMS 17, section 4.4).
 *
 * @param texts names, descriptors and strings
 * @param classes the classes that its code touches, with slashes; of arrays, what they are of
 */
public record ClassConstants(List<String> texts, Set<String> classes) {

  /** Reads a class file. */
  public static ClassConstants of(byte[] classFile) {
    Map<Integer, String> texts = new HashMap<>();
    Set<Integer> classes = new TreeSet<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      in.skipNBytes(8);
      int count = in.readUnsignedShort();
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> texts.put(i, in.readUTF());
          case 7 -> classes.add(in.readUnsignedShort());
          case 8, 16, 19, 20 -> in.skipNBytes(2);
          case 15 -> in.skipNBytes(3);
          case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
          case 5, 6 -> {
            in.skipNBytes(8);
            i++; // Such constants take two places.
          }
          default -> throw new IllegalArgumentException("Constant of unknown kind " + tag);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ClassConstants(
        List.copyOf(texts.values()),
        classes.stream().map(texts::get).map(ClassConstants::bare).collect(Collectors.toSet()));
  }

  private static String bare(String name) {
    return name.replaceFirst("^\\[+L?", "").replaceFirst(";$", "");
  }
}
