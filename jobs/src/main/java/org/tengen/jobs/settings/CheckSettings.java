package org.tengen.jobs.settings;

import java.time.Duration;
import java.util.Optional;

/** What {@code tengen check} is told; see the settings of the same names. */
public record CheckSettings(
    Optional<String> master,
    int workers,
    int port,
    Optional<String> bind,
    Optional<String> advertise,
    Duration startDeadline) {

  /** The typed settings of {@code values}. */
  public static CheckSettings of(Values values) {
    return new CheckSettings(
        values.get(ClusterCatalogue.MASTER),
        values.get(Catalogue.WORKERS),
        values.get(ClusterCatalogue.PS_PORT),
        values.get(ClusterCatalogue.BIND),
        values.get(ClusterCatalogue.ADVERTISE),
        values.get(ClusterCatalogue.START_DEADLINE));
  }
}
