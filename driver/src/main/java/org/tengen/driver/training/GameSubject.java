package org.tengen.driver.training;

import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.corpus.text.OnBadRecord;
import org.tengen.driver.network.BoardNetwork;
import org.tengen.driver.network.Trainee;
import org.tengen.driver.run.RunFolder;
import org.tengen.go.Rules;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueHeads;
import org.tengen.models.policyvalue.PolicyValueSettings;
import org.tengen.models.policyvalue.ResidualTower;

/**
 * Records of games of Go, and a policy-value network that predicts their moves and results.
 *
 * @param records a file, a folder, or a URI that Hadoop opens
 * @param input the board of the games, and how many positions of it are seen
 * @param l2 the factor of the weights' squares
 * @param reading what games are read, and how they are split
 */
public record GameSubject(
    String records,
    BoardPlanes input,
    ResidualTower tower,
    PolicyValueHeads heads,
    double l2,
    Reading reading)
    implements Subject {
  /**
   * What is made of records.
   *
   * @param validationShare of the games, 0..1, held out
   * @param onBad what becomes of games that cannot be learned from
   * @param rules that the network is for: they decide nothing in training, and are written beside
   *     the network
   */
  public record Reading(double validationShare, OnBadRecord onBad, Rules rules) {}

  @Override
  public String label() {
    return "go";
  }

  @Override
  public String source() {
    return records;
  }

  @Override
  public String key() {
    return "records";
  }

  /** The network. */
  BoardNetwork network(long seed) {
    return new BoardNetwork(new PolicyValueSettings(input, tower, heads, l2, seed));
  }

  @Override
  public Trainee largest(long seed) {
    return network(seed);
  }

  @Override
  public TrainingData prepare(JavaSparkContext spark, TrainingSettings settings, RunFolder folder) {
    return GameData.prepare(spark, settings, this);
  }
}
