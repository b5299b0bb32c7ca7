package dev.portcullis.it;

import dev.portcullis.testing.ContainerKind;
import dev.portcullis.testing.EmbeddedContainer;

class SmokeOnTomcat10IT extends SmokeSuite {
  @Override
  ContainerKind kind() {
    return EmbeddedContainer.tomcat10();
  }
}
