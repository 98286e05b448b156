package org.tengen.worker.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tengen.go.BoardSize;
import org.tengen.go.Game;
import org.tengen.go.GoException;
import org.tengen.go.Rules;
import org.tengen.go.planes.InputPlanes;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueEvaluator;
import org.tengen.models.policyvalue.PolicyValueOutputs;

class NetworkEvaluatorTest {
  /** Takes notes, and says its own planes. */
  private static final class Echo implements PolicyValueEvaluator {
    private final BoardPlanes input;
    private float[] seen = {};
    private boolean closed;

    Echo(BoardPlanes input) {
      this.input = input;
    }

    @Override
    public BoardPlanes input() {
      return input;
    }

    @Override
    public PolicyValueOutputs evaluate(int positions, float[] planes) {
      seen = planes;
      float[] policies = new float[positions * input.moves()];
      for (int i = 0; i < policies.length; i++) {
        policies[i] = i;
      }
      float[] none = {};
      return new PolicyValueOutputs(positions, policies, new float[] {0.5f, -0.25f}, none, none);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void readsColumnsAndRowsAsTheNetworkHasThem() {
    NetworkEvaluator evaluator = new NetworkEvaluator(new Echo(new BoardPlanes(3, 5, 9)));
    InputPlanes input = evaluator.input();
    assertThat(input).isEqualTo(new InputPlanes(new BoardSize(9, 5), 3));
    assertThat(input.floats()).isEqualTo(new BoardPlanes(3, 5, 9).floats());
    assertThat(input.moves()).isEqualTo(new BoardPlanes(3, 5, 9).moves());
  }

  @Test
  void saysWhatTheNetworkSaysAndClosesIt() {
    Echo network = new Echo(new BoardPlanes(1, 2, 2));
    float[] planes = new float[40];
    float[] policies = new float[16];
    float[] values = new float[3];
    try (NetworkEvaluator evaluator = new NetworkEvaluator(network)) {
      Game game = new Game(evaluator.input().size(), Rules.CHINESE);
      evaluator.input().write(game, planes, 0);
      evaluator.evaluate(2, planes, policies, values);
    }
    assertThat(network.seen).isSameAs(planes);
    assertThat(policies).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0, 0, 0, 0);
    assertThat(values).containsExactly(0.5f, -0.25f, 0);
    assertThat(network.closed).isTrue();
  }

  @Test
  void refusesANetworkOfALargerBoardThanAnyGameHas() {
    Echo large = new Echo(new BoardPlanes(8, 21, 21));
    assertThatThrownBy(() -> new NetworkEvaluator(large))
        .isInstanceOf(GoException.class)
        .hasMessage("board size=21x21: expected 1x2 to 19x19 (columns x rows)");
  }
}
