package dev.portcullis.it;

import dev.portcullis.testing.ContainerKind;
import dev.portcullis.testing.EmbeddedContainer;

class SmokeOnTomcat11IT extends SmokeSuite {
  @Override
  ContainerKind kind() {
    return EmbeddedContainer.tomcat11();
  }
}
