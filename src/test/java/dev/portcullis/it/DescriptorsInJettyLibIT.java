package dev.portcullis.it;

import dev.portcullis.testing.EmbeddedContainer;
import java.util.List;

/** With the jar in Jetty's own class path, which no web.xml can shut out by itself. */
class DescriptorsInJettyLibIT extends DescriptorsOnJettyIT {
  @Override
  EmbeddedContainer kind() {
    return EmbeddedContainer.jetty().with("portcullis");
  }

  @Override
  List<Descriptor> descriptors() {
    return Descriptor.all().stream().filter(Descriptor::isOfItsOwnKind).toList();
  }

  /** In some it is there a second time. */
  @Override
  boolean isInTheWar(Descriptor descriptor) {
    return descriptor.metadataComplete() && !descriptor.byHand().hasFilter();
  }

  /** The classes of the WAR hide those of Jetty: what shuts out the one jar shuts out both. */
  @Override
  boolean finds(Descriptor descriptor) {
    return !isInTheWar(descriptor) || super.finds(descriptor);
  }
}
