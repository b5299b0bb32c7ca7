package dev.portcullis.it;

import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.RecordingDriver.Statement;
import dev.portcullis.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

final class QueryPlansOnMariaDbIT extends QueryPlansSuite {
  @Override
  TestDatabase newDatabase() {
    return MariaDb.fresh();
  }

  @Override
  List<String> analyzing(List<String> tables) {
    return analyzingInMySql(tables);
  }

  @Override
  Set<String> scanned(Connection connection, Statement statement) throws SQLException {
    return scannedInMySql(connection, statement);
  }
}
