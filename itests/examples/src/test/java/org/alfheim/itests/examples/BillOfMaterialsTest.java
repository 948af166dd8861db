package org.alfheim.itests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillOfMaterialsTest {
  @Test
  void itListsAllThatIsPublished() throws IOException, InterruptedException {
    List<String> published = new ArrayList<>();
    for (Published each : Published.all()) {
      published.add(each.id());
    }
    published.removeAll(List.of("alfheim", "org.alfheim.bom"));
    assertThat(Consumer.resolved().managed())
        .containsOnlyOnceElementsOf(Published.bundles().stream().map(Published::id).toList());
    assertThat(Consumer.resolved().managed()).hasSameElementsAs(published);
  }

  @Test
  void aProjectThatImportsItNeedsNoVersions() throws IOException, InterruptedException {
    Consumer consumer = Consumer.resolved();
    for (Published bundle : Published.bundles()) {
      assertThat(consumer.output())
          .contains("org.alfheim:%s:jar:%s".formatted(bundle.id(), Published.VERSION));
    }
    assertThat(consumer.output())
        .contains(
            "org.alfheim:org.alfheim.karaf:xml:features:" + Published.VERSION,
            "org.alfheim:org.alfheim.osgi-feature:osgifeature:alfheim:" + Published.VERSION);
  }
}
