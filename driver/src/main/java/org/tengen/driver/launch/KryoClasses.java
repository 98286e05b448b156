package org.tengen.driver.launch;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.spark.serializer.KryoRegistrator;
import org.tengen.corpus.deal.LengthCounts;
import org.tengen.corpus.text.TextFile;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.corpus.vocabulary.VocabularyBuilder;
import org.tengen.corpus.vocabulary.WordCount;
import org.tengen.driver.games.CheckedGames;
import org.tengen.driver.games.GameCounts;
import org.tengen.driver.text.CheckedFile;
import org.tengen.driver.text.DealtFile;
import org.tengen.driver.text.NumberedFile;

/**
 * The classes that Spark moves for Tengen between driver and executors: a number travels in place
 * of a name, and {@code spark.kryo.registrationRequired=true} works. Other modules add theirs by
 * {@link ServiceLoader}.
 */
public final class KryoClasses implements KryoRegistrator {
  /** Records, whose fields Kryo cannot set, and few: they take Java's own serialisation. */
  private static final List<Class<?>> AS_JAVA =
      List.of(
          CheckedFile.class,
          CheckedGames.class,
          DealtFile.class,
          GameCounts.class,
          LaneOutcome.class,
          LengthCounts.class,
          NumberedFile.class,
          TextFile.class,
          Vocabulary.class,
          VocabularyBuilder.class,
          WordCount.class);

  @Override
  public void registerClasses(Kryo kryo) {
    AS_JAVA.forEach(moved -> kryo.register(moved, new JavaSerializer()));
    kryo.register(Object[].class);
    kryo.register(String[].class);
    kryo.register(scala.Tuple2[].class);
    kryo.register(int[][].class);
    ServiceLoader.load(KryoRegistrator.class, KryoClasses.class.getClassLoader())
        .forEach(other -> other.registerClasses(kryo));
  }
}
