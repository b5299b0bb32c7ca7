package dev.portcullis.boot;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import java.lang.management.ManagementFactory;
import javax.management.DynamicMBean;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The place of a bean in the platform's MBean server, which outlives the application: what is not
 * taken away would keep our class loader for good.
 */
final class JmxRegistration implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JmxRegistration.class.getName());
  private static final int TRIES = 100;

  private final DynamicMBean bean;
  private final String contextPath;
  private boolean isClosed;
  private @Nullable ObjectName name;

  /** Nothing is registered yet. */
  JmxRegistration(DynamicMBean bean, String contextPath) {
    this.bean = bean;
    this.contextPath = contextPath;
  }

  /** Registers the bean, unless that was done or has ended; a failure is told and no more. */
  synchronized void open() {
    if (isClosed || name != null) {
      return;
    }
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      // Two hosts, or two versions of one application, may have the same path.
      for (int instance = 1; instance <= TRIES && name == null; instance++) {
        register(server, nameOf(instance));
      }
    } catch (JMException | RuntimeException | LinkageError e) {
      LOG.log(WARNING, "No MBean was registered; jmx=false keeps from trying", e);
    }
  }

  private void register(MBeanServer server, ObjectName wanted) throws JMException {
    try {
      server.registerMBean(bean, wanted);
      name = wanted;
    } catch (InstanceAlreadyExistsException e) {
      LOG.log(DEBUG, () -> "There is a " + wanted + " already");
    }
  }

  private ObjectName nameOf(int instance) throws JMException {
    String path = contextPath.isEmpty() ? "/" : contextPath;
    String context = path.matches("[A-Za-z0-9/_.#~-]+") ? path : ObjectName.quote(path);
    return new ObjectName(
        "dev.portcullis:type=Gate,context="
            + context
            + (instance == 1 ? "" : ",instance=" + instance));
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    ObjectName registered = name;
    if (registered == null) {
      return;
    }
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
    } catch (InstanceNotFoundException e) {
      LOG.log(DEBUG, () -> "Somebody else has taken away " + registered);
    } catch (JMException | RuntimeException e) {
      LOG.log(WARNING, "The MBean " + registered + " could not be taken away", e);
    }
  }
}
