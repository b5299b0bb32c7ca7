package dev.portcullis.it;

import dev.portcullis.testing.Apps;
import dev.portcullis.testing.ShadedJar;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WarApps;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ContractOnShadedJarIT extends ContractSuite {
  @TempDir private Path folder;

  @Override
  TestDatabase database() {
    return TestDatabase.h2OverTcp();
  }

  @Override
  Apps apps() {
    return new WarApps(folder, ShadedJar.JAKARTA.path());
  }
}
