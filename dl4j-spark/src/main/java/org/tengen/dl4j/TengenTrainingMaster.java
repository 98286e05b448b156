package org.tengen.dl4j;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.datavec.spark.util.BroadcastHadoopConfigHolder;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.core.storage.listener.RoutingIterationListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.TrainingWorker;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.data.loader.RemoteFileSourceFactory;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.loader.SourceFactory;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.tengen.corpus.seed.Seeds;
import org.tengen.driver.examples.DealtExamples;
import org.tengen.driver.examples.ExampleOpener;
import org.tengen.driver.launch.JobLabels;
import org.tengen.driver.launch.Launch;
import org.tengen.driver.launch.Slots;
import org.tengen.ps.server.RunFailedException;

/**
 * Trains Deeplearning4j's Spark programs through Tengen's parameter server. It takes the place of
 * {@code ParameterAveragingTrainingMaster} or {@code SharedTrainingMaster} by one changed line:
 *
 * <pre>{@code
 * var master = new TengenTrainingMaster.Builder().workers(4).batchSizePerWorker(32).build();
 * new SparkDl4jMultiLayer(sc, configuration, master).fit(examples);
 * }</pre>
 *
 * <p>The network's own settings are honoured, or refused by name with {@link
 * UnsupportedSettingException} before anything is trained. Afterwards the network has the weights,
 * the updater's state and the iterations. Listeners are called in the driver. Used by one thread.
 */
public final class TengenTrainingMaster
    implements TrainingMaster<TrainingResult, TrainingWorker<TrainingResult>> {
  private final MasterSettings settings;
  private final Set<TrainingListener> listeners = new LinkedHashSet<>();
  private @Nullable TengenTrainingStats stats;
  private @Nullable TrainingReport report;

  private TengenTrainingMaster(MasterSettings settings) {
    this.settings = settings;
  }

  /** A master with the settings that {@link #toJson} wrote; what is left out has its default. */
  public static TengenTrainingMaster fromJson(String json) {
    return SettingsText.fromJson(json).build();
  }

  /** The same from YAML. */
  public static TengenTrainingMaster fromYaml(String yaml) {
    return SettingsText.fromYaml(yaml).build();
  }

  MasterSettings settings() {
    return settings;
  }

  @Override
  public String toJson() {
    return SettingsText.json(settings);
  }

  @Override
  public String toYaml() {
    return SettingsText.yaml(settings);
  }

  /** What the last fit came to; null before the first. */
  public @Nullable TrainingReport report() {
    return report;
  }

  @Override
  public void executeTraining(SparkDl4jMultiLayer network, JavaRDD<DataSet> trainingData) {
    fit(new Fitted.Layered(network), trainingData, new DataSets.Single());
  }

  @Override
  public void executeTraining(SparkComputationGraph graph, JavaRDD<DataSet> trainingData) {
    fit(new Fitted.Graph(graph), trainingData, new DataSets.Single());
  }

  @Override
  public void executeTrainingMDS(SparkComputationGraph graph, JavaRDD<MultiDataSet> trainingData) {
    fit(new Fitted.Graph(graph), trainingData, new DataSets.Multi());
  }

  @Override
  public void executeTrainingPaths(
      @Nullable SparkDl4jMultiLayer network,
      @Nullable SparkComputationGraph graph,
      JavaRDD<String> trainingDataPaths,
      @Nullable DataSetLoader dsLoader,
      @Nullable MultiDataSetLoader mdsLoader) {
    Fitted fitted = network != null ? new Fitted.Layered(network) : Fitted.graph(graph);
    SourceFactory files =
        new RemoteFileSourceFactory(BroadcastHadoopConfigHolder.get(fitted.spark()));
    if (dsLoader != null) {
      fit(fitted, trainingDataPaths, new DataSets.Loaded<>(dsLoader, files, new DataSets.Single()));
    } else if (mdsLoader != null) {
      fit(fitted, trainingDataPaths, new DataSets.Loaded<>(mdsLoader, files, new DataSets.Multi()));
    } else {
      throw new IllegalArgumentException("loader=null: expected a loader of data sets");
    }
  }

  private <E> void fit(Fitted fitted, JavaRDD<E> elements, ExampleOpener<E> opener) {
    long startedMs = System.currentTimeMillis();
    JavaSparkContext spark = fitted.spark();
    TrainedNetwork network = fitted.network();
    MasterSettings known =
        settings.workers() > 0 ? settings : settings.withWorkers(spark.defaultParallelism());
    Set<TrainingListener> called = new LinkedHashSet<>(network.listeners());
    called.addAll(listeners);
    ServerTraining training =
        new ServerTraining(spark, known, network, new FitListeners(network, List.copyOf(called)));
    // Spark would wait for ever for executors that do not come
    awaitSlots(spark, known);
    DealtExamples examples =
        JobLabels.during(
            spark,
            "Tengen fit: counting examples",
            () -> deal(known, network.epoch(), elements, opener));
    long dealtMs = System.currentTimeMillis();
    Launch.Outcome outcome = training.run(examples);
    fitted.score(network.model().score());
    report =
        TrainingReport.of(
            outcome.statistics(),
            outcome.statistics().updates(),
            (dealtMs - startedMs) / 1e3,
            outcome.seconds());
    count(startedMs, dealtMs, System.currentTimeMillis());
  }

  private static void awaitSlots(JavaSparkContext spark, MasterSettings settings) {
    try {
      Slots.await(spark.sc(), settings.workers(), settings.wire().startDeadline());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("the wait for slots was interrupted");
    }
  }

  private static <E> DealtExamples deal(
      MasterSettings settings, int epoch, JavaRDD<E> elements, ExampleOpener<E> opener) {
    if (!settings.shuffle()) {
      return DealtExamples.inOrder(elements, opener, settings.workers());
    }
    long seed = Seeds.derive(Seeds.derive(settings.seed(), "shuffle"), epoch);
    return DealtExamples.shuffled(elements, opener, settings.workers(), seed);
  }

  private void count(long startedMs, long dealtMs, long endedMs) {
    if (stats != null) {
      stats.add(TengenTrainingStats.Part.DEAL, startedMs, dealtMs - startedMs);
      stats.add(TengenTrainingStats.Part.TRAIN, dealtMs, endedMs - dealtMs);
      stats.add(TengenTrainingStats.Part.FIT, startedMs, endedMs - startedMs);
    }
  }

  @Override
  public void setCollectTrainingStats(boolean collectTrainingStats) {
    if (!collectTrainingStats) {
      stats = null;
    } else if (stats == null) {
      stats = new TengenTrainingStats();
    }
  }

  @Override
  public boolean getIsCollectTrainingStats() {
    return stats != null;
  }

  @Override
  public @Nullable SparkTrainingStats getTrainingStats() {
    return stats;
  }

  @Override
  public void setListeners(Collection<TrainingListener> listeners) {
    setListeners(null, listeners);
  }

  @Override
  public void setListeners(
      @Nullable StatsStorageRouter router, Collection<TrainingListener> listeners) {
    this.listeners.clear();
    for (TrainingListener listener : listeners) {
      if (router != null && listener instanceof RoutingIterationListener routing) {
        routing.setStorageRouter(router);
      }
      this.listeners.add(listener);
    }
  }

  /** Refuses every hook: an update happens in the server, where there is no model to show it. */
  @Override
  public void addHook(TrainingHook trainingHook) {
    throw new UnsupportedSettingException(
        "training master", "hook", trainingHook.getClass().getSimpleName(), "a listener");
  }

  @Override
  public void removeHook(TrainingHook trainingHook) {
    // none was ever added
  }

  /** Refuses: a lane is no worker of Deeplearning4j's kind. */
  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkDl4jMultiLayer network) {
    throw noWorker();
  }

  /** Refuses: a lane is no worker of Deeplearning4j's kind. */
  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkComputationGraph graph) {
    throw noWorker();
  }

  private static IllegalStateException noWorker() {
    return new IllegalStateException(
        "TengenTrainingMaster has no TrainingWorker: expected a call of fit, which runs the lanes");
  }

  /** True: a fit leaves no files behind. */
  @Override
  public boolean deleteTempFiles(JavaSparkContext sc) {
    return true;
  }

  /** True: a fit leaves no files behind. */
  @Override
  public boolean deleteTempFiles(SparkContext sc) {
    return true;
  }

  /** The settings of a master, each with a default. */
  public static final class Builder {
    private int workers;
    private int shards = 1;
    private String strategy = "bsp";
    private String codec = "float32";
    private int batchSizePerWorker = 32;
    private long seed;
    private boolean shuffle = true;
    private int listenEvery = 10;
    private boolean tcp;
    private String bind = "";
    private String advertise = "";
    private int port;
    private Duration startDeadline = Duration.ofMinutes(1);
    private Duration deadline = Duration.ofMinutes(5);

    /** How many lanes train at once; default 0, Spark's default parallelism. */
    public Builder workers(int count) {
      workers = count;
      return this;
    }

    /** How many shards the server has; default 1. */
    public Builder shards(int count) {
      shards = count;
      return this;
    }

    /**
     * How lanes are kept together: {@code bsp} (the default), {@code ssp:SLACK}, {@code asp} or
     * {@code softsync:N}, the last three alone or with {@code +lr/tau} or {@code +dc:LAMBDA:M}; as
     * {@link org.tengen.ps.strategy.Strategy#parse} reads it. {@code bsp:backup=B} is refused, for
     * a fit trains every example; {@code local:H} and {@code easgd:H} are, for the network keeps
     * the state of one updater.
     */
    public Builder strategy(String name) {
      strategy = name;
      return this;
    }

    /**
     * How gradients travel, as {@link org.tengen.ps.codec.Codec#parse} reads it; default {@code
     * float32}. What {@code topk} and {@code threshold} keep back is lost at the end of each fit.
     */
    public Builder codec(String name) {
      codec = name;
      return this;
    }

    /** Examples of one lane's step; default 32. */
    public Builder batchSizePerWorker(int examples) {
      batchSizePerWorker = examples;
      return this;
    }

    /** Where shuffles, dropout and weight noise come from; default 0. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Whether the examples are dealt in another order each epoch; default true. */
    public Builder shuffle(boolean wanted) {
      shuffle = wanted;
      return this;
    }

    /** Updates between two calls of listeners; default 10. */
    public Builder listenEvery(int updates) {
      listenEvery = updates;
      return this;
    }

    /** Whether lanes of the driver's own JVM use TCP too; default false. */
    public Builder tcp(boolean wanted) {
      tcp = wanted;
      return this;
    }

    /** The address that the server listens on; default Spark's. */
    public Builder bind(String address) {
      bind = address;
      return this;
    }

    /** The address that workers are told; default Spark's. */
    public Builder advertise(String address) {
      advertise = address;
      return this;
    }

    /** The one port that the server listens on; default 0, any free one. */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /** The longest wait for slots and lanes to be there; default a minute. */
    public Builder startDeadline(Duration longest) {
      startDeadline = longest;
      return this;
    }

    /** The longest of every other wait; default five minutes. */
    public Builder deadline(Duration longest) {
      deadline = longest;
      return this;
    }

    /** The master; refuses a setting that cannot be, in one line. */
    public TengenTrainingMaster build() {
      return new TengenTrainingMaster(
          new MasterSettings(
              workers,
              shards,
              strategy,
              codec,
              batchSizePerWorker,
              seed,
              shuffle,
              listenEvery,
              new MasterSettings.Wire(tcp, bind, advertise, port, startDeadline, deadline)));
    }
  }
}
