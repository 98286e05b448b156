package org.tengen.dl4j;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import org.apache.spark.serializer.KryoRegistrator;
import org.nd4j.kryo.Nd4jRegistrator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.tengen.models.Engine;

/**
 * What Spark moves between driver and executors for a training master, beside Tengen's own.
 *
 * <p>In an executor this is the first to load ND4J, whose native libraries read their settings
 * while they load. So the engine comes before it: without, an executor would compute with other
 * kernels than the driver's JVM, and end in other bits.
 */
public final class KryoDataSets implements KryoRegistrator {
  @Override
  public void registerClasses(Kryo kryo) {
    Engine.load();
    new Nd4jRegistrator().registerClasses(kryo);
    // they hold lists, maps and whatever a user put into their metadata
    kryo.register(DataSet.class, new JavaSerializer());
    kryo.register(MultiDataSet.class, new JavaSerializer());
    kryo.register(DataSet[].class);
    kryo.register(MultiDataSet[].class);
    kryo.register(INDArray[].class);
  }
}
