package org.tengen.corpus;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayersTest {
  private final JavaClasses corpus =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.tengen.corpus");

  @Test
  void theCorpusKnowsTheJdkItselfAJsonParserAndLucenesTokenizers() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations",
            "org.tengen.corpus..",
            "com.fasterxml.jackson.core..",
            "org.apache.lucene.analysis..")
        .check(corpus);
  }

  @Test
  void seedsKnowNoOtherPackage() {
    classes()
        .that()
        .resideInAPackage("org.tengen.corpus.seed")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify.annotations", "org.tengen.corpus.seed")
        .check(corpus);
  }
}
