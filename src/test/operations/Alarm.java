import static java.lang.System.Logger.Level.WARNING;

import dev.portcullis.AuditListener;
import dev.portcullis.AuditRecord;

/** An application's own listener, as the page for operators shows it. */
public final class Alarm implements AuditListener {
  @Override
  public void happened(AuditRecord event) {
    if (event.event().equals("refresh_reuse")) {
      System.getLogger("alarm").log(WARNING, "Stolen token of user " + event.user().orElse("?"));
    }
  }
}
