package org.tengen.jobs;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The modules point one way, and each knows only what its row of the map says. */
class LayersTest {
  private static final JavaClasses TENGEN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.tengen");

  /** Lowest first: an import never points down the list. */
  private static final List<Layer> LAYERS =
      List.of(
          new Layer("org.tengen.ps"),
          new Layer("org.tengen.go"),
          new Layer("org.tengen.corpus"),
          new Layer(
              "org.tengen.models",
              "org.tengen.models.word2vec",
              "org.tengen.models.onnx",
              "org.tengen.models.dl4j"),
          new Layer("org.tengen.models.word2vec"),
          new Layer("org.tengen.models.onnx"),
          new Layer("org.tengen.models.dl4j"),
          new Layer("org.tengen.worker"),
          new Layer("org.tengen.web"),
          new Layer("org.tengen.driver"),
          new Layer("org.tengen.dl4j"),
          new Layer("org.tengen.jobs"));

  @Test
  void everyClassBelongsToOneLayer() {
    assertThat(TENGEN)
        .allSatisfy(
            type ->
                assertThat(LAYERS)
                    .filteredOn(layer -> layer.test(type))
                    .as(type.getName())
                    .hasSize(1));
  }

  @TestFactory
  Stream<DynamicTest> anImportNeverPointsDownTheList() {
    return Stream.iterate(0, i -> i < LAYERS.size() - 1, i -> i + 1)
        .map(
            i -> {
              Layer lower = LAYERS.get(i);
              Layer higher = Layer.anyOf(LAYERS.subList(i + 1, LAYERS.size()));
              return DynamicTest.dynamicTest(
                  lower.getDescription(),
                  () ->
                      noClasses()
                          .that(are(lower))
                          .should()
                          .dependOnClassesThat(higher)
                          .check(TENGEN));
            });
  }

  @Test
  void theServerGoTheCorpusTheDescriptionsTheWorkerAndTheWebKnowNoSparkAndNoEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.tengen.ps..",
            "org.tengen.go..",
            "org.tengen.corpus..",
            "org.tengen.worker..",
            "org.tengen.web..")
        .or(are(new Layer("org.tengen.models", "org.tengen.models.dl4j")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark..",
            "org.apache.hadoop..",
            "scala..",
            "org.deeplearning4j..",
            "org.nd4j..",
            "org.datavec..",
            "org.bytedeco..")
        .check(TENGEN);
  }

  @Test
  void theEngineKnowsNoSpark() {
    noClasses()
        .that()
        .resideInAPackage("org.tengen.models.dl4j..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(TENGEN);
  }

  @Test
  void oneModuleAloneKnowsOnnxRuntime() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.tengen.models.onnx..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .check(TENGEN);
  }

  @Test
  void sparkClosuresAreWrittenInTheDriverAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.tengen.driver..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark.api.java.function..")
        .check(TENGEN);
  }

  @Test
  void theTrainingMasterAloneKnowsDeeplearning4jsSparkModules() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.tengen.dl4j..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.deeplearning4j.spark..", "org.datavec.spark..")
        .check(TENGEN);
  }

  @Test
  void jobsAlonePrintExitAndParseFlags() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.tengen.jobs..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(TENGEN);
  }

  @Test
  void everyPackageSaysWhatItIsAndRefusesNull() {
    assertThat(TENGEN.stream().map(JavaClass::getPackage).distinct())
        .isNotEmpty()
        .allSatisfy(
            each ->
                assertThat(each.tryGetPackageInfo())
                    .as("package-info of " + each.getName())
                    .hasValueSatisfying(
                        info -> assertThat(info.isAnnotatedWith(NullMarked.class)).isTrue()));
  }

  @Test
  void noPackageIsNamedAfterNothing() {
    classes()
        .should()
        .resideOutsideOfPackages("..util..", "..common..", "..impl..", "..manager..", "..helper..")
        .check(TENGEN);
  }

  /** A package with all below it, less one that is a layer of its own. */
  private static final class Layer extends DescribedPredicate<JavaClass> {
    private final List<String> roots;
    private final List<String> others;

    Layer(String root, String... others) {
      this(List.of(root), List.of(others));
    }

    private Layer(List<String> roots, List<String> others) {
      super("classes of " + String.join(", ", roots));
      this.roots = roots;
      this.others = others;
    }

    static Layer anyOf(List<Layer> layers) {
      return new Layer(layers.stream().flatMap(layer -> layer.roots.stream()).toList(), List.of());
    }

    @Override
    public boolean test(JavaClass type) {
      String name = type.getPackageName();
      return roots.stream().anyMatch(root -> isIn(name, root))
          && others.stream().noneMatch(other -> isIn(name, other));
    }

    private static boolean isIn(String name, String root) {
      return name.equals(root) || name.startsWith(root + ".");
    }
  }
}
