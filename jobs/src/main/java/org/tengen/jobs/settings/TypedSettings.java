package org.tengen.jobs.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.launch.Servers;
import org.tengen.driver.launch.ShardPlace;
import org.tengen.driver.network.NextWord;
import org.tengen.driver.network.TextNetwork;
import org.tengen.driver.training.SimulationSettings;
import org.tengen.driver.training.Subject;
import org.tengen.driver.training.TextSubject;
import org.tengen.driver.training.TrainingSettings;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.tcp.Tls;
import org.tengen.ps.tcp.Transport;

/** Values as the driver takes them: the one place that knows the words of both. */
public final class TypedSettings {
  /** More than two heartbeats, and little more than a lease and what follows its end. */
  private static final Duration SILENCE_OF_REPLICAS = Duration.ofSeconds(7);

  private static final String LOOPBACK = "127.0.0.1";
  private static final String ANY = "0.0.0.0";

  private final Values values;

  /** The typed settings of a training or a comparison. */
  public TypedSettings(Values values) {
    this.values = values;
  }

  /**
   * The settings with which a run was trained.
   *
   * @param run the folder, for errors
   * @param job the job's words
   * @param texts the settings' values by key
   * @throws WrongSetting if there is no such job, or it does not have these
   */
  public static TypedSettings ofRun(String run, String job, Map<String, String> texts) {
    for (JobName name : JobName.values()) {
      if (name.words().equals(job)) {
        return new TypedSettings(Resolution.resolve(name, List.of(Layer.run(run, texts))));
      }
    }
    throw new WrongSetting("RUN=%s: is a run of %s, which is no job".formatted(run, job));
  }

  /**
   * The trainings of the job, one for each strategy, in order, as far as they are known before
   * Spark is.
   *
   * @throws WrongSetting for values that do not go together
   */
  public List<TrainingSettings> trainings() {
    return trainings(new SparkConf(false));
  }

  /** The same, where the server listens at Spark's own host unless it was said otherwise. */
  public List<TrainingSettings> trainings(SparkConf spark) {
    return Variant.of(values).stream().map(variant -> training(variant, spark)).toList();
  }

  /**
   * The simulations of the job, in order.
   *
   * @throws WrongSetting for values that do not go together
   */
  public List<SimulationSettings> simulations() {
    return trainings().stream()
        .map(training -> SimulatedSyntaxes.simulation(values, training))
        .toList();
  }

  private TrainingSettings training(Variant variant, SparkConf spark) {
    return new TrainingSettings(
        subject(), lanes(variant), learning(variant), watching(), wire(spark), variant.seed());
  }

  private Subject subject() {
    return values.has(GoTrainingCatalogue.RECORDS)
        ? GoTrainingCatalogue.subject(values)
        : new TextSubject(CorpusCatalogue.text(values), network());
  }

  private TextNetwork network() {
    if (!values.has(Catalogue.WINDOW)) {
      return LanguageModelCatalogue.network(values);
    }
    return new NextWord(
        values.get(Catalogue.CELL),
        values.get(Catalogue.WINDOW),
        values.get(Catalogue.EMBEDDING),
        values.get(Catalogue.HIDDEN),
        values.get(Catalogue.LAYERS),
        values.get(Catalogue.DROPOUT).orElse(0.0));
  }

  private TrainingSettings.Lanes lanes(Variant variant) {
    int workers = variant.workers();
    Strategy parsed = Strategy.parse(variant.strategy());
    try {
      parsed.gathering().pushes(workers);
    } catch (IllegalArgumentException e) {
      throw new WrongSetting(
          "%s (workers: %s)".formatted(e.getMessage(), values.origin(workersSetting())), e);
    }
    Codec codec = codec(parsed, variant.optimiser());
    return new TrainingSettings.Lanes(
        workers,
        values.get(Catalogue.SHARDS),
        parsed,
        codec,
        variant.straggler(),
        Elasticity.together(values, workers, parsed, codec),
        values.has(ClusterCatalogue.TURN) ? values.get(ClusterCatalogue.TURN) : Duration.ZERO);
  }

  private Codec codec(Strategy strategy, String optimiserText) {
    Codec codec = Codec.parse(values.get(Catalogue.CODEC));
    OptimiserSettings optimiser = OptimiserSettings.parse(optimiserText);
    try {
      codec.requireFitting(strategy, List.of(optimiser));
    } catch (IllegalArgumentException e) {
      throw new WrongSetting(
          "%s (codec: %s)".formatted(e.getMessage(), values.origin(Catalogue.CODEC)), e);
    }
    return codec;
  }

  private TrainingSettings.Learning learning(Variant variant) {
    Budget budget = Budget.of(values);
    return new TrainingSettings.Learning(
        OptimiserSettings.parse(variant.optimiser()),
        (float) variant.rate(),
        values.get(Catalogue.SCHEDULE),
        values.get(Catalogue.RATE_SCALING).equals("linear"),
        Clipping.parse(values.get(Catalogue.CLIP)),
        values.get(Catalogue.BATCH),
        budget.samples().orElse(0L),
        budget.epochs().orElse(0.0));
  }

  private TrainingSettings.Watching watching() {
    boolean keeps = values.has(Catalogue.CHECKPOINT_EVERY);
    return new TrainingSettings.Watching(
        values.get(Catalogue.EVALUATIONS),
        keeps ? values.get(Catalogue.CHECKPOINT_EVERY).orElse(0L) : 0,
        keeps ? values.get(Catalogue.KEEP_CHECKPOINTS) : 0,
        new TrainingSettings.Diverging(
            TrainingSettings.Diverging.Reaction.valueOf(
                values.get(Catalogue.ON_DIVERGENCE).toUpperCase(Locale.ROOT)),
            values.get(Catalogue.DIVERGENCE_BOUND)),
        values.get(Catalogue.TENSORBOARD));
  }

  TrainingSettings.Wire wire(SparkConf spark) {
    if (!values.has(ClusterCatalogue.PLACEMENT)) {
      return TrainingSettings.Wire.none();
    }
    String host = spark.get("spark.driver.host", LOOPBACK);
    String bind =
        values.get(ClusterCatalogue.BIND).orElse(spark.get("spark.driver.bindAddress", host));
    String advertise =
        values
            .get(ClusterCatalogue.ADVERTISE)
            .orElse(values.get(ClusterCatalogue.BIND).filter(b -> !b.equals(ANY)).orElse(host));
    TcpSettings connections = TcpSettings.defaults().with(transport()).with(tls(values));
    int replicas = replicas();
    return new TrainingSettings.Wire(
        replicas > 1 ? impatient(connections) : connections,
        new Listen(bind, values.get(ClusterCatalogue.PS_PORT), advertise),
        values.get(ClusterCatalogue.START_DEADLINE),
        values.get(ClusterCatalogue.DEADLINE),
        place(),
        replicas);
  }

  /** A process that is stopped shall be given up soon: another has its shards. */
  private static TcpSettings impatient(TcpSettings usual) {
    TcpSettings.Deadlines deadlines = usual.deadlines();
    return usual.withDeadlines(deadlines.connect(), deadlines.heartbeat(), SILENCE_OF_REPLICAS);
  }

  private int replicas() {
    int replicas = asked();
    String placement = values.get(ClusterCatalogue.PLACEMENT);
    int servers = values.get(ClusterCatalogue.SERVERS).map(List::size).orElse(replicas);
    if (replicas > 1 && placement.equals("driver")) {
      throw new WrongSetting(
          "replicas=%d: with placement=driver one process has all shards; expected replicas=1, or placement=executors or standalone (%s)"
              .formatted(replicas, values.origin(ClusterCatalogue.REPLICAS)));
    }
    if (replicas > servers) {
      throw new WrongSetting(
          "replicas=%d: servers=%s is %d server; expected as many servers as replicas, or more (%s)"
              .formatted(
                  replicas,
                  values.text(ClusterCatalogue.SERVERS),
                  servers,
                  values.origin(ClusterCatalogue.REPLICAS)));
    }
    return replicas;
  }

  /** Row tables have one copy, and no setting for it. */
  private int asked() {
    return values.has(ClusterCatalogue.REPLICAS) ? values.get(ClusterCatalogue.REPLICAS) : 1;
  }

  private ShardPlace place() {
    Optional<List<ServerAddress>> addresses = values.get(ClusterCatalogue.SERVERS);
    String placement = values.get(ClusterCatalogue.PLACEMENT);
    if (!placement.equals("standalone")) {
      if (addresses.isPresent()) {
        throw new WrongSetting(
            "servers=%s: placement=%s has no use for them; expected placement=standalone (%s)"
                .formatted(
                    values.text(ClusterCatalogue.SERVERS),
                    placement,
                    values.origin(ClusterCatalogue.SERVERS)));
      }
      if (values.get(ClusterCatalogue.SECRET_FILE).isPresent()) {
        throw new WrongSetting(
            "secret-file=%s: placement=%s has no use for it; expected placement=standalone (%s)"
                .formatted(
                    values.text(ClusterCatalogue.SECRET_FILE),
                    placement,
                    values.origin(ClusterCatalogue.SECRET_FILE)));
      }
      return placement.equals("driver") ? new ShardPlace.Driver() : new ShardPlace.Executors();
    }
    if (addresses.isEmpty() || values.get(ClusterCatalogue.SECRET_FILE).isEmpty()) {
      throw new WrongSetting(
          "placement=standalone: %s is none; expected e.g. --servers node1:7071 --secret-file FILE (%s)"
              .formatted(
                  addresses.isEmpty() ? "servers" : "secret-file",
                  values.origin(ClusterCatalogue.PLACEMENT)));
    }
    List<ServerAddress> servers = addresses.get();
    if (servers.size() > values.get(Catalogue.SHARDS)) {
      throw new WrongSetting(
          "servers=%s: %d servers for %d shards; expected as many shards as servers, or more (%s)"
              .formatted(
                  values.text(ClusterCatalogue.SERVERS),
                  servers.size(),
                  values.get(Catalogue.SHARDS),
                  values.origin(ClusterCatalogue.SERVERS)));
    }
    return new Servers(servers, Path.of(values.get(ClusterCatalogue.SECRET_FILE).get()));
  }

  private Transport transport() {
    return Transport.valueOf(values.get(ClusterCatalogue.TRANSPORT).toUpperCase(Locale.ROOT));
  }

  /** All three files, or null where none is named. */
  static @Nullable Tls tls(Values values) {
    List<Setting<Optional<String>>> files =
        List.of(
            ClusterCatalogue.TLS_CERTIFICATE,
            ClusterCatalogue.TLS_KEY,
            ClusterCatalogue.TLS_AUTHORITY);
    List<String> named = files.stream().flatMap(file -> values.get(file).stream()).toList();
    if (named.isEmpty()) {
      return null;
    }
    if (named.size() < files.size()) {
      throw new WrongSetting(
          "tls-certificate, tls-key and tls-authority: expected all three or none; missing is "
              + files.stream()
                  .filter(file -> values.get(file).isEmpty())
                  .map(Setting::key)
                  .collect(Collectors.joining(" and ")));
    }
    return new Tls(named.get(0), named.get(1), named.get(2));
  }

  /** The Spark master that was asked for. */
  public Optional<String> master() {
    return values.get(ClusterCatalogue.MASTER);
  }

  /** The run folder that was asked for. */
  public Optional<String> out() {
    return values.get(Catalogue.OUT);
  }

  /** The port that the live page was asked for; 0 for any, empty for no page. */
  public Optional<Integer> pagePort() {
    return values.get(Catalogue.PAGE_PORT);
  }

  /**
   * The tasks of Spark's that run at the same time at the most: one for each lane, and each shard
   * in one.
   */
  public int slots() {
    return workers() + place().slots(values.get(Catalogue.SHARDS), asked());
  }

  /** The lanes that train at the same time at the most. */
  public int workers() {
    return values.has(Catalogue.WORKERS)
        ? values.get(Catalogue.WORKERS)
        : Collections.max(values.get(Catalogue.NUMBERS_OF_WORKERS));
  }

  private Setting<?> workersSetting() {
    return values.has(Catalogue.WORKERS) ? Catalogue.WORKERS : Catalogue.NUMBERS_OF_WORKERS;
  }
}
