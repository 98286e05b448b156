package org.tengen.go;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayersTest {
  private final JavaClasses go =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.tengen.go");

  @Test
  void theGameKnowsTheJdkAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify.annotations", "org.tengen.go..")
        .check(go);
  }

  @Test
  void boardAndRulesKnowNothingOfWhatStandsOnThem() {
    classes()
        .that()
        .resideInAPackage("org.tengen.go")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify.annotations", "org.tengen.go")
        .check(go);
  }

  @Test
  void noTwoPackagesNeedEachOther() {
    slices().matching("org.tengen.go.(*)..").should().beFreeOfCycles().check(go);
  }

  @Test
  void nothingMakesThreadsRandomnessOrReadsAClock() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Thread.class, Random.class)
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(go);
  }
}
