package dev.portcullis.it;

import dev.portcullis.it.Descriptor.Ordering;
import dev.portcullis.testing.EmbeddedContainer;

class DescriptorsOnJettyIT extends DescriptorSuite {
  @Override
  EmbeddedContainer kind() {
    return EmbeddedContainer.jetty();
  }

  @Override
  boolean finds(Descriptor descriptor) {
    return !descriptor.ordering().leavesUsOut()
        && !(descriptor.metadataComplete() && descriptor.ordering() == Ordering.US);
  }
}
