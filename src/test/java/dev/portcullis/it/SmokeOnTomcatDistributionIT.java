package dev.portcullis.it;

import dev.portcullis.testing.ContainerKind;
import dev.portcullis.testing.TomcatDistribution;

class SmokeOnTomcatDistributionIT extends SmokeSuite {
  @Override
  ContainerKind kind() {
    return new TomcatDistribution("apache-tomcat-10.1.59");
  }
}
