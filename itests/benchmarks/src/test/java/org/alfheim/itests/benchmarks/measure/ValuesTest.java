package org.alfheim.itests.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands for many values. */
class ValuesTest {

  @Test
  void theMiddleOneIsNotMovedByWhatIsLarge() {
    assertThat(Values.middle(new double[] {1000, 3, 1})).isEqualTo(3);
    assertThat(Values.middle(new double[] {7})).isEqualTo(7);
  }

  @Test
  void theGeometricMeanIsTheRootOfTheProduct() {
    assertThat(Values.geometricMean(List.of(1.0, 4.0))).isEqualTo(2, within(1e-12));
    assertThat(Values.geometricMean(List.of(2.0, 4.0, 8.0))).isEqualTo(4, within(1e-12));
  }

  @Test
  void nothingHasNeither() {
    assertThatThrownBy(() -> Values.middle(new double[0])).hasMessage("no values");
    assertThatThrownBy(() -> Values.geometricMean(List.of())).hasMessage("no values");
  }
}
