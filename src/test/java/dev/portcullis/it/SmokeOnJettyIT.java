package dev.portcullis.it;

import dev.portcullis.testing.ContainerKind;
import dev.portcullis.testing.EmbeddedContainer;

class SmokeOnJettyIT extends SmokeSuite {
  @Override
  ContainerKind kind() {
    return EmbeddedContainer.jetty();
  }
}
