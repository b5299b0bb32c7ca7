package dev.portcullis.it;

import dev.portcullis.testing.EmbeddedContainer;

class DescriptorsOnTomcatIT extends DescriptorSuite {
  @Override
  EmbeddedContainer kind() {
    return EmbeddedContainer.tomcat11();
  }

  @Override
  boolean finds(Descriptor descriptor) {
    return !descriptor.ordering().leavesUsOut();
  }
}
