package org.tengen.go.planes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tengen.go.BoardSize;

class SymmetryTest {
  private static final BoardSize SQUARE = BoardSize.square(3);
  private static final BoardSize OBLONG = new BoardSize(3, 2);

  @Test
  void aSquareBoardHasEightAndAnotherFour() {
    assertThat(images(SQUARE)).hasSize(8);
    assertThat(images(OBLONG)).hasSize(4);
  }

  private static Set<List<Integer>> images(BoardSize size) {
    Set<List<Integer>> images = new HashSet<>();
    for (Symmetry symmetry : Symmetry.all(size)) {
      images.add(IntStream.range(0, size.area()).map(symmetry::image).boxed().toList());
    }
    return images;
  }

  @Test
  void theFirstChangesNothing() {
    Symmetry first = Symmetry.all(SQUARE).get(0);
    Symmetry identity = Symmetry.identity(SQUARE);
    for (int place = 0; place <= SQUARE.area(); place++) {
      assertThat(first.image(place)).isEqualTo(place);
      assertThat(identity.image(place)).isEqualTo(place);
    }
  }

  @Test
  void mirrorsThenTransposes() {
    float[] plane = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    List<float[]> turned = new ArrayList<>();
    for (Symmetry symmetry : Symmetry.all(SQUARE)) {
      float[] into = new float[9];
      symmetry.planes(1, plane, 0, into, 0);
      turned.add(into);
    }
    assertThat(turned.get(1)).containsExactly(3, 2, 1, 6, 5, 4, 9, 8, 7);
    assertThat(turned.get(2)).containsExactly(7, 8, 9, 4, 5, 6, 1, 2, 3);
    assertThat(turned.get(4)).containsExactly(1, 4, 7, 2, 5, 8, 3, 6, 9);
    assertThat(turned.get(5)).containsExactly(3, 6, 9, 2, 5, 8, 1, 4, 7);
  }

  @Test
  void theInverseTakesItBack() {
    for (BoardSize size : List.of(SQUARE, OBLONG)) {
      for (Symmetry symmetry : Symmetry.all(size)) {
        Symmetry inverse = symmetry.inverse();
        for (int place = 0; place <= size.area(); place++) {
          assertThat(inverse.image(symmetry.image(place))).isEqualTo(place);
        }
      }
    }
  }

  @Test
  void neighboursStayNeighbours() {
    for (Symmetry symmetry : Symmetry.all(SQUARE)) {
      for (int column = 1; column < 3; column++) {
        for (int row = 0; row < 3; row++) {
          int one = symmetry.move(SQUARE.point(column - 1, row));
          int other = symmetry.move(SQUARE.point(column, row));
          assertThat(Math.abs(one - other)).isIn(1, SQUARE.stride());
        }
      }
    }
  }

  @Test
  void aPassStaysAPass() {
    float[] policy = {1, 2, 3, 4, 5, 6, 7};
    float[] into = new float[9];
    Symmetry upsideDown = Symmetry.all(OBLONG).get(2);
    upsideDown.policy(policy, 0, into, 2);

    assertThat(into).containsExactly(0, 0, 4, 5, 6, 1, 2, 3, 7);
    assertThat(upsideDown.move(BoardSize.PASS)).isEqualTo(BoardSize.PASS);
    assertThat(upsideDown.move(OBLONG.point(1, 0))).isEqualTo(OBLONG.point(1, 1));
  }

  @Test
  void planesMayStandAnywhereInAnArray() {
    float[] planes = {9, 1, 2, 3, 4, 5, 6, 7, 8};
    float[] into = new float[9];
    Symmetry.all(new BoardSize(2, 2)).get(1).planes(2, planes, 1, into, 0);

    assertThat(into).containsExactly(2, 1, 4, 3, 6, 5, 8, 7, 0);
  }
}
