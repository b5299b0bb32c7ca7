package dev.portcullis.it;

import dev.portcullis.testing.DjangoTables;
import dev.portcullis.testing.TestDatabase;
import java.util.Map;

/** The wire contract on the tables of a Django site, tokens included. */
abstract class DjangoContractSuite extends ContractSuite {
  @Override
  final Map<String, String> users(TestDatabase database) {
    DjangoTables.createIn(database);
    return Map.of("users", "django");
  }
}
