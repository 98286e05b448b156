package org.tengen.bench.words;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.feature.Word2Vec;
import org.apache.spark.mllib.feature.Word2VecModel;
import org.tengen.corpus.vectors.WordVectors;
import scala.Tuple2;
import scala.collection.Iterator;

/**
 * Spark MLlib in this JVM, a partition for each thread: skip-gram with hierarchical softmax, which
 * is all it has, and no thinning of frequent words. Its time includes counting the vocabulary.
 */
final class SparkMllib implements Contender {
  @Override
  public String name() {
    return "Spark MLlib (hs)";
  }

  @Override
  public Optional<String> missing() {
    return Optional.empty();
  }

  @Override
  public boolean has(Model model) {
    return model == Model.SKIP_GRAM;
  }

  @Override
  public double seconds(Work work) throws IOException {
    List<List<String>> sentences = new ArrayList<>();
    for (String line : Files.readAllLines(work.text())) {
      sentences.add(Arrays.asList(line.split(" ", -1)));
    }
    SparkConf conf =
        new SparkConf()
            .setMaster("local[" + work.threads() + "]")
            .setAppName("word vectors")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.maxResultSize", "2g")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      spark.setLogLevel("ERROR");
      Word2Vec training =
          new Word2Vec()
              .setMinCount(1)
              .setNumPartitions(work.threads())
              .setNumIterations(work.epochs())
              .setSeed(work.seed());
      var text = spark.parallelize(sentences, work.threads());
      long started = System.nanoTime();
      Word2VecModel model = training.fit(text);
      double seconds = (System.nanoTime() - started) / 1e9;
      write(model, work);
      return seconds;
    }
  }

  private static void write(Word2VecModel model, Work work) throws IOException {
    List<String> words = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    Iterator<Tuple2<String, float[]>> all = model.getVectors().iterator();
    while (all.hasNext()) {
      Tuple2<String, float[]> each = all.next();
      words.add(each._1());
      vectors.add(each._2());
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(work.vectors()))) {
      new WordVectors(vectors.get(0).length, words, vectors).writeText(out);
    }
  }
}
