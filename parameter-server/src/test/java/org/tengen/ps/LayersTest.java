package org.tengen.ps;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayersTest {
  private static final String[] CORE = {
    "org.tengen.ps.codec..",
    "org.tengen.ps.table..",
    "org.tengen.ps.strategy..",
    "org.tengen.ps.optimiser..",
    "org.tengen.ps.image..",
    "org.tengen.ps.inbox..",
    "org.tengen.ps.serving..",
    "org.tengen.ps.shard..",
    "org.tengen.ps.lane..",
    "org.tengen.ps.local..",
    "org.tengen.ps.replica..",
    "org.tengen.ps.training..",
    "org.tengen.ps.rows..",
    "org.tengen.ps.time..",
    "org.tengen.ps.protocol.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.tengen.ps");

  @Test
  void knowsNothingOfSparkHadoopOrDeeplearning4j() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark..", "org.apache.hadoop..", "org.deeplearning4j..", "org.nd4j..")
        .check(CLASSES);
  }

  @Test
  void noTwoPackagesNeedEachOther() {
    slices().matching("org.tengen.ps.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theCoreMakesNoThreadsRandomnessOrLogs() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Thread.class, Random.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.slf4j..", "java.util.concurrent.locks..", "java.net..", "java.nio.file..")
        .check(CLASSES);
  }

  @Test
  void theCoreReadsNoClock() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void theCoreKnowsNoTransportClientOrServer() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.tengen.ps.client..",
            "org.tengen.ps.server..",
            "org.tengen.ps.tcp..",
            "org.tengen.ps.wire..",
            "io.netty..")
        .check(CLASSES);
  }
}
