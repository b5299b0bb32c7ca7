package dev.portcullis.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.AuditRecord;
import dev.portcullis.StoreException;
import dev.portcullis.testing.TestClock;
import dev.portcullis.watch.Counters;
import dev.portcullis.watch.Measure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditQueueTest {
  private final Counters counters = new Counters();
  private final List<AuditRecord> written = new ArrayList<>();
  private boolean isAway;
  private int lost;
  private final AuditQueue queue = new AuditQueue(this::take, counters);
  private final Audit audit = Audit.off(new TestClock(), counters, List.of(queue));

  private int take(List<AuditRecord> events) {
    if (isAway) {
      throw new StoreException("writing the audit", new java.sql.SQLException("away"));
    }
    written.addAll(events);
    return lost;
  }

  @Test
  void nothingIsWrittenOnThePathOfTheRequest() {
    tell(3);
    assertThat(written).isEmpty();

    queue.drain();

    assertThat(written).extracting(AuditRecord::user).hasSize(3).doesNotHaveDuplicates();
    assertThat(written.get(0).event()).isEqualTo("login");
    assertThat(written.get(0).time()).isEqualTo(new TestClock().instant());
    queue.drain();
    assertThat(written).hasSize(3);
  }

  @Test
  void whatCannotBeWrittenWaitsAndIsWrittenOnce() {
    tell(250);
    isAway = true;
    assertThatThrownBy(queue::drain).isInstanceOf(StoreException.class);
    assertThatThrownBy(queue::drain).isInstanceOf(StoreException.class);
    tell(1);

    isAway = false;
    queue.drain();

    assertThat(written).hasSize(251);
    assertThat(counters.of(Measure.AUDIT_DROPPED)).isZero();
  }

  @Test
  void whatFindsTheQueueFullIsDroppedAndCounted() {
    tell(2_000);
    assertThat(counters.of(Measure.AUDIT_DROPPED)).isZero();

    tell(7);

    assertThat(counters.of(Measure.AUDIT_DROPPED)).isEqualTo(7);
    queue.drain();
    assertThat(written).hasSize(2_000);
  }

  @Test
  void whatIsLostBehindTheQueueIsCountedToo() {
    lost = 1;
    tell(101);

    queue.drain();

    assertThat(counters.of(Measure.AUDIT_DROPPED)).isEqualTo(2);
  }

  private void tell(int events) {
    for (int i = 0; i < events; i++) {
      audit.tell(AuditEvent.of("login", "ok").user(written.size() + " " + i));
    }
  }
}
