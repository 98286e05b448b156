package org.tengen.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What the build has laid: the jar for spark-submit, lib/ of the thin jar, and the Spark home. */
class PackagedJarIT {
  private static final String SERVICES = "META-INF/services/";
  private static final Path JAR = path("tengen.jar");
  private static final Path LIB = path("tengen.lib");
  private static final Path SPARK_JARS = path("spark.home").resolve("jars");

  @Test
  void theJarHoldsNoClassThatSparkShips() throws IOException {
    assertThat(overlap(List.of(JAR), jars(SPARK_JARS)))
        .as("name the library in jobs/pom.xml, as provided")
        .isEmpty();
  }

  @Test
  void theLauncherFindsEachClassInOneJar() throws IOException {
    Map<String, Path> seen = new TreeMap<>();
    Set<String> twice = new TreeSet<>();
    for (Path jar : jars(LIB)) {
      for (String type : classes(jar)) {
        Path first = seen.putIfAbsent(type, jar);
        if (first != null) {
          twice.add(type + " in " + first.getFileName() + " and " + jar.getFileName());
        }
      }
    }
    assertThat(twice).isEmpty();
    // ND4J's own guava and protobuf hold these two packages; Spark's copies come first on the class
    // path.
    assertThat(overlap(jars(LIB), jars(SPARK_JARS)))
        .allMatch(
            clash ->
                clash.startsWith("javax/annotation/")
                    || clash.startsWith("com/google/thirdparty/"));
  }

  @Test
  void theJarHoldsOneNativeBuildOfNd4j() throws IOException {
    assertThat(entries(JAR)).filteredOn(name -> name.endsWith("/libnd4jcpu.so")).hasSize(1);
    assertThat(entries(JAR)).filteredOn(name -> name.endsWith("/libopenblas.so.0")).hasSize(1);
  }

  @Test
  void theJarHoldsOnnxRuntimeForThisPlatformAlone() throws IOException {
    assertThat(entries(JAR))
        .filteredOn(name -> name.startsWith("ai/onnxruntime/native/"))
        .allMatch(name -> name.startsWith("ai/onnxruntime/native/linux-x64/"))
        .contains("ai/onnxruntime/native/linux-x64/libonnxruntime.so");
  }

  @Test
  void theJarIsSmallerThanTwoHundredMegabytes() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(200_000_000);
  }

  @Test
  void theJarCarriesNoSignatureOfAnother() throws IOException {
    assertThat(entries(JAR))
        .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"))
        .doesNotContain("META-INF/INDEX.LIST");
  }

  @Test
  void theJarOffersEveryServiceOfItsParts() throws IOException {
    Map<String, Set<String>> offered = services(JAR);
    assertThat(offered).containsKey("org.nd4j.linalg.factory.Nd4jBackend");
    for (Path part : jars(LIB)) {
      services(part)
          .forEach(
              (service, providers) ->
                  assertThat(offered.getOrDefault(service, Set.of()))
                      .as(service + " of " + part.getFileName())
                      .containsAll(providers));
    }
  }

  @Test
  void theNoticeNamesEachLibraryThatIsShipped() throws IOException {
    String notice = read(JAR, "META-INF/NOTICE");
    for (Path jar : jars(LIB)) {
      String name = jar.getFileName().toString().replaceFirst("-\\d.*", "");
      if (!name.startsWith("tengen-")) {
        assertThat(notice).containsPattern("\\b" + name + "\\b");
      }
    }
    assertThat(read(JAR, "META-INF/LICENSE")).contains("Apache License");
    assertThat(read(JAR, "META-INF/licenses/WordNet.txt")).contains("Princeton University");
    assertThat(read(JAR, "META-INF/licenses/Lucene.txt")).contains("ICOT");
  }

  @Test
  void theSparkHomeHoldsSparkAndNothingOfOurs() throws IOException {
    assertThat(jars(SPARK_JARS))
        .extracting(jar -> jar.getFileName().toString())
        .anyMatch(name -> name.startsWith("spark-core_2.12-"))
        .anyMatch(name -> name.startsWith("hadoop-client-runtime-"))
        .noneMatch(name -> name.startsWith("tengen-") || name.startsWith("nd4j-"));
    assertThat(SPARK_JARS.resolveSibling("bin").resolve("spark-submit")).isExecutable();
  }

  private static Set<String> overlap(List<Path> ours, List<Path> theirs) throws IOException {
    Map<String, Path> shipped = new TreeMap<>();
    for (Path jar : theirs) {
      classes(jar).forEach(type -> shipped.put(type, jar));
    }
    Set<String> both = new TreeSet<>();
    for (Path jar : ours) {
      for (String type : classes(jar)) {
        Path there = shipped.get(type);
        if (there != null) {
          both.add(type + " of " + there.getFileName() + " is in " + jar.getFileName());
        }
      }
    }
    return both;
  }

  private static Map<String, Set<String>> services(Path jar) throws IOException {
    Map<String, Set<String>> found = new TreeMap<>();
    for (String name : entries(jar)) {
      if (name.startsWith(SERVICES)) {
        Set<String> providers =
            read(jar, name)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        found.put(name.substring(SERVICES.length()), providers);
      }
    }
    return found;
  }

  private static Set<String> classes(Path jar) throws IOException {
    return entries(jar).stream()
        .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
        .filter(name -> !name.startsWith("META-INF/"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      return file.stream()
          .filter(entry -> !entry.isDirectory())
          .map(ZipEntry::getName)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String read(Path jar, String name) {
    try (JarFile file = new JarFile(jar.toFile(), false);
        InputStream in = file.getInputStream(file.getJarEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static Path path(String property) {
    return Path.of(Objects.requireNonNull(System.getProperty(property), property));
  }
}
