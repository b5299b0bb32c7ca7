package dev.portcullis.address;

import java.net.InetAddress;

/** Says what the JDK, or we, make of a text: {@code lookup TEXT} or {@code parse TEXT}. */
final class AskedName {
  private AskedName() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println(
        arguments[0].equals("lookup")
            ? InetAddress.getByName(arguments[1]).getHostAddress()
            : IpAddress.parse(arguments[1]).map(IpAddress::toString).orElse("none"));
  }
}
