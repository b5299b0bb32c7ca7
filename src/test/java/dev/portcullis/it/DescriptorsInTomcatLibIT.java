package dev.portcullis.it;

import dev.portcullis.testing.EmbeddedContainer;
import java.util.List;

/** With the jar in Tomcat's own class path, which no web.xml can shut out. */
class DescriptorsInTomcatLibIT extends DescriptorSuite {
  @Override
  EmbeddedContainer kind() {
    return EmbeddedContainer.tomcat11().with("portcullis");
  }

  @Override
  List<Descriptor> descriptors() {
    return Descriptor.all().stream().filter(Descriptor::isOfItsOwnKind).toList();
  }

  /** In some it is there a second time, and does nothing. */
  @Override
  boolean isInTheWar(Descriptor descriptor) {
    return descriptor.metadataComplete() && !descriptor.byHand().hasFilter();
  }

  @Override
  boolean finds(Descriptor descriptor) {
    return true;
  }
}
