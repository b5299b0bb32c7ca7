package dev.portcullis.boot;

import dev.portcullis.watch.Measure;
import dev.portcullis.watch.Readings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ReflectionException;

/**
 * A gate as JMX sees it. All its types are those of the JDK, so that any client can read it; and a
 * bean that describes itself needs no public interface, and leaves nothing in the caches of JMX.
 */
final class GateBean implements DynamicMBean {
  private static final String KEYS = "Keys";
  private static final String TEXT = String.class.getName();

  private final Readings readings;
  private final Supplier<List<String>> keys;
  private final Unlocking unlocking;

  /**
   * A bean of these readings.
   *
   * @param keys algorithm and id of each JWT key
   * @param unlocking what the operations do
   */
  GateBean(Readings readings, Supplier<List<String>> keys, Unlocking unlocking) {
    this.readings = readings;
    this.keys = keys;
    this.unlocking = unlocking;
  }

  @Override
  public Object getAttribute(String name) throws AttributeNotFoundException {
    return find(name).orElseThrow(() -> new AttributeNotFoundException(name));
  }

  private Optional<Object> find(String name) {
    if (name.equals(KEYS)) {
      return Optional.of(keys.get().toArray(new String[0]));
    }
    return Arrays.stream(Measure.values())
        .filter(measure -> measure.attribute().equals(name))
        .findFirst()
        .map(readings::read);
  }

  @Override
  public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
    throw new AttributeNotFoundException(attribute.getName() + " cannot be set");
  }

  @Override
  public AttributeList getAttributes(String[] names) {
    AttributeList found = new AttributeList(); // What there is not is left out.
    for (String name : names) {
      find(name).ifPresent(value -> found.add(new Attribute(name, value)));
    }
    return found;
  }

  @Override
  public AttributeList setAttributes(AttributeList attributes) {
    return new AttributeList();
  }

  @Override
  public Object invoke(String operation, Object[] given, String[] signature)
      throws ReflectionException {
    if (given == null || given.length != 1 || !(given[0] instanceof String text)) {
      throw new ReflectionException(new NoSuchMethodException(operation));
    }
    switch (operation) {
      case "unlock" -> unlocking.account(text);
      case "unlockAddress" -> unlocking.address(text);
      default -> throw new ReflectionException(new NoSuchMethodException(operation));
    }
    return "done";
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    MBeanAttributeInfo[] attributes =
        Stream.concat(
                Arrays.stream(Measure.values()).map(GateBean::describe),
                Stream.of(
                    new MBeanAttributeInfo(
                        KEYS,
                        String[].class.getName(),
                        "Algorithm and id of each JWT key; the first signs.",
                        true,
                        false,
                        false)))
            .toArray(MBeanAttributeInfo[]::new);
    MBeanOperationInfo[] operations = {
      describe("unlock", "account", "Forgets the failed logins of an account, on all nodes."),
      describe(
          "unlockAddress",
          "address",
          "Forgets the failed logins from an address on all nodes, and its bad tokens here.")
    };
    return new MBeanInfo(
        GateBean.class.getName(), "A gate of Portcullis", attributes, null, operations, null);
  }

  private static MBeanAttributeInfo describe(Measure measure) {
    Class<?> type = measure.isSeconds() ? Double.class : Long.class;
    return new MBeanAttributeInfo(
        measure.attribute(), type.getName(), measure.series(), true, false, false);
  }

  private static MBeanOperationInfo describe(String name, String parameter, String text) {
    return new MBeanOperationInfo(
        name,
        text,
        new MBeanParameterInfo[] {new MBeanParameterInfo(parameter, TEXT, "as it is typed")},
        TEXT,
        MBeanOperationInfo.ACTION);
  }
}
