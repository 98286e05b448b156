package org.tengen.jobs.settings;

import static org.tengen.jobs.settings.JobName.CHECK;
import static org.tengen.jobs.settings.JobName.COMPARE;
import static org.tengen.jobs.settings.JobName.SERVER;
import static org.tengen.jobs.settings.JobName.TRAIN_NEXT_WORD;
import static org.tengen.jobs.settings.Section.CLUSTER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tengen.ps.tcp.ServerAddress;

/**
 * The settings for whoever runs a cluster: where workers and shards are, how they reach each other,
 * and for how long they wait. A part of the {@link Catalogue}.
 */
final class ClusterCatalogue {
  static final List<Setting<?>> ALL = new ArrayList<>();

  static final Setting<Optional<String>> MASTER =
      a("master", Kind.text("URL", "a Spark master").orNone(), "none")
          .example("spark://host:7077")
          .of(TRAIN_NEXT_WORD, COMPARE, CHECK)
          .free()
          .in(CLUSTER, "The Spark master; none runs one JVM with a slot for each worker.");

  static final Setting<String> PLACEMENT =
      a("placement", Kind.choice("driver", "executors", "standalone"), "driver")
          .of(TRAIN_NEXT_WORD, COMPARE)
          .free()
          .in(
              CLUSTER,
              "Where the shards live: driver puts them into the driver's JVM, executors into tasks of"
                  + " Spark's, standalone into processes of tengen server; docs/placement.md says"
                  + " more.");

  static final Setting<Integer> REPLICAS =
      a("replicas", Kind.whole(1, 2), "1")
          .of(TRAIN_NEXT_WORD, COMPARE)
          .free()
          .in(
              CLUSTER,
              "Processes that have each shard, not for placement driver: with 2, one may die and the"
                  + " run goes on; docs/placement.md says what that costs.");

  static final Setting<Optional<List<ServerAddress>>> SERVERS =
      a("servers", Syntaxes.ADDRESS.list().orNone(), "none")
          .example("node1:7071,node2:7071")
          .of(TRAIN_NEXT_WORD, COMPARE)
          .free()
          .in(CLUSTER, "Where processes of tengen server listen, for placement standalone.");

  static final Setting<Optional<String>> SECRET_FILE =
      a("secret-file", Kind.text("FILE", "a file that only its owner may read").orNone(), "none")
          .example("/etc/tengen/secret")
          .of(TRAIN_NEXT_WORD, COMPARE, SERVER)
          .free()
          .in(
              CLUSTER,
              "The file, of mode 0600, with the secret that tengen server and its drivers share.");

  static final Setting<ServerAddress> LISTEN =
      a("listen", Syntaxes.ADDRESS, "127.0.0.1:7071")
          .example("0.0.0.0:7071")
          .of(SERVER)
          .free()
          .in(CLUSTER, "Where tengen server listens: an address of this machine, and a port.");

  static final Setting<String> TRANSPORT =
      a("transport", Kind.choice("auto", "unix", "tcp"), "auto")
          .of(TRAIN_NEXT_WORD, COMPARE)
          .free()
          .in(
              CLUSTER,
              "auto: calls in one JVM, a Unix domain socket on one host, TCP else; docs/transports.md.");

  static final Setting<Optional<String>> TLS_CERTIFICATE =
      a("tls-certificate", Kind.text("FILE", "a PEM file").orNone(), "none")
          .of(TRAIN_NEXT_WORD, COMPARE, SERVER)
          .example("/etc/tengen/worker.pem")
          .free()
          .in(
              CLUSTER,
              "Our certificate for TLS over TCP, with tls-key and tls-authority; none is no TLS.");

  static final Setting<Optional<String>> TLS_KEY =
      a("tls-key", Kind.text("FILE", "a PEM file").orNone(), "none")
          .of(TRAIN_NEXT_WORD, COMPARE, SERVER)
          .example("/etc/tengen/worker.key")
          .free()
          .in(CLUSTER, "The private key of tls-certificate, PKCS #8 without a password.");

  static final Setting<Optional<String>> TLS_AUTHORITY =
      a("tls-authority", Kind.text("FILE", "a PEM file").orNone(), "none")
          .of(TRAIN_NEXT_WORD, COMPARE, SERVER)
          .example("/etc/tengen/authority.pem")
          .free()
          .in(CLUSTER, "Certificates of whom the other side's must be signed by.");

  static final Setting<Integer> PS_PORT =
      a("ps-port", Kind.whole(0, 65_535), "0")
          .example("7071")
          .of(TRAIN_NEXT_WORD, COMPARE, CHECK)
          .free()
          .in(CLUSTER, "The one port that the parameter server listens on; 0 is any free.");

  static final Setting<Optional<String>> BIND =
      a("bind", Kind.text("HOST", "an address of this machine").orNone(), "none")
          .example("0.0.0.0")
          .of(TRAIN_NEXT_WORD, COMPARE, CHECK)
          .free()
          .in(CLUSTER, "The address to listen on; none is loopback, or Spark's own host.");

  static final Setting<Optional<String>> ADVERTISE =
      a("advertise", Kind.text("HOST", "a name that executors can reach").orNone(), "none")
          .example("10.0.0.5")
          .of(TRAIN_NEXT_WORD, COMPARE, CHECK)
          .free()
          .in(CLUSTER, "The address that executors are told; none is the bound one.");

  static final Setting<Duration> START_DEADLINE =
      a("start-deadline", Kind.duration(Duration.ofSeconds(1), Duration.ofHours(24)), "60s")
          .of(TRAIN_NEXT_WORD, COMPARE, CHECK)
          .free()
          .in(CLUSTER, "Until enough executors have registered and all workers have met.");

  static final Setting<Optional<Integer>> MIN_WORKERS =
      a("min-workers", Kind.whole(1, 1024).orNone(), "none")
          .example("2")
          .of(TRAIN_NEXT_WORD)
          .free()
          .in(
              CLUSTER,
              "Under asynchronous strategies: go on with as few workers as this, lanes taking turns,"
                  + " while executors come and go; docs/elastic.md. none needs all at once.");

  static final Setting<Duration> TURN =
      a("turn", Kind.duration(Duration.ofMillis(100), Duration.ofHours(24)), "10s")
          .of(TRAIN_NEXT_WORD)
          .free()
          .in(CLUSTER, "With min-workers: how long a lane runs at least before another may.");

  static final Setting<Duration> DEADLINE =
      a("deadline", Kind.duration(Duration.ofSeconds(1), Duration.ofHours(24)), "120s")
          .of(TRAIN_NEXT_WORD, COMPARE)
          .free()
          .in(CLUSTER, "The longest wait for a worker or shard in mid-run.");

  private ClusterCatalogue() {}

  private static <T> Declaration<T> a(String key, Kind<T> kind, String fallback) {
    return new Declaration<>(ALL, key, kind, fallback);
  }
}
