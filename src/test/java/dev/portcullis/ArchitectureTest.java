package dev.portcullis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The drawing of the house, held against the house. */
class ArchitectureTest {
  private static JavaClasses house;

  @BeforeAll
  static void readTheClasses() {
    house =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.portcullis");
  }

  @Test
  void arrowsPointDownward() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("boot")
        .definedBy("dev.portcullis.boot..")
        .layer("web")
        .definedBy("dev.portcullis.web..")
        .layer("session")
        .definedBy("dev.portcullis.session..")
        .layer("config")
        .definedBy("dev.portcullis.config..")
        .layer("access")
        .definedBy("dev.portcullis.access..")
        .layer("keys")
        .definedBy("dev.portcullis.keys..")
        .layer("jwt")
        .definedBy("dev.portcullis.jwt..")
        .layer("password")
        .definedBy("dev.portcullis.password..")
        .layer("store")
        .definedBy("dev.portcullis.store..")
        .layer("audit")
        .definedBy("dev.portcullis.audit..")
        .layer("address")
        .definedBy("dev.portcullis.address..")
        .layer("json")
        .definedBy("dev.portcullis.json..")
        .layer("watch")
        .definedBy("dev.portcullis.watch..")
        .layer("words")
        .definedBy("dev.portcullis")
        .whereLayer("boot")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("web")
        .mayOnlyBeAccessedByLayers("boot")
        .whereLayer("session")
        .mayOnlyBeAccessedByLayers("boot", "web")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("boot", "web")
        .whereLayer("access")
        .mayOnlyBeAccessedByLayers("boot", "web", "config")
        .whereLayer("keys")
        .mayOnlyBeAccessedByLayers("boot")
        .whereLayer("jwt")
        .mayOnlyBeAccessedByLayers("boot", "session", "keys")
        .whereLayer("password")
        .mayOnlyBeAccessedByLayers("boot", "session")
        .whereLayer("store")
        .mayOnlyBeAccessedByLayers("boot", "session", "keys")
        .whereLayer("audit")
        .mayOnlyBeAccessedByLayers("boot", "web", "session")
        .whereLayer("address")
        .mayOnlyBeAccessedByLayers("boot", "web", "config", "session")
        .whereLayer("watch")
        .mayOnlyBeAccessedByLayers("boot", "web", "session", "audit")
        .whereLayer("json")
        .mayOnlyBeAccessedByLayers("web", "jwt", "store")
        .check(house);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.portcullis.(*)..").should().beFreeOfCycles().check(house);
  }

  @Test
  void sqlIsWrittenInStoreOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.portcullis.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.apache.commons.dbcp2..")
        .check(house);
  }

  @Test
  void httpIsSpokenInWebAndBootOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.portcullis.web..", "dev.portcullis.boot..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.servlet..")
        .check(house);
  }

  @Test
  void jjwtIsImportedInJwtOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.portcullis.jwt..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.jsonwebtoken..")
        .check(house);
  }

  @Test
  void passwordLibrariesAreImportedInPasswordOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.portcullis.password..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("at.favre.lib..", "org.bouncycastle..")
        .check(house);
  }

  @Test
  void timeAndRandomnessEnterThroughTheCompositionRoot() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.portcullis.boot.Assembly")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(InstantSource.class, "system")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callConstructor(SecureRandom.class)
        .check(house);
  }

  @Test
  void onlyErrorResponsesSetAnErrorStatus() {
    noClasses()
        .should()
        .callMethod(jakarta.servlet.http.HttpServletResponse.class, "sendError", int.class)
        .orShould()
        .callMethod(
            jakarta.servlet.http.HttpServletResponse.class, "sendError", int.class, String.class)
        .check(house);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.portcullis.web.Reply")
        .should()
        .callMethod(jakarta.servlet.http.HttpServletResponse.class, "setStatus", int.class)
        .check(house);
  }

  @Test
  void nothingIsCalledAfterWhatItIsNot() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .check(house);
  }
}
