package org.alfheim.itests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectImageResponse;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** What the image is like. */
@NeedsEngine
class ImageTest {

  private static final long MEBIBYTE = 1 << 20;

  @Test
  void itIsSmallAndItsUserIsNotRoot() {
    InspectImageResponse image =
        DockerClientFactory.lazyClient().inspectImageCmd(Images.image()).exec();
    assertThat(image.getSize()).isLessThan(100 * MEBIBYTE);
    assertThat(image.getConfig().getUser()).isEqualTo("10001:10001");
    assertThat(image.getConfig().getHealthcheck().getTest()).contains("healthy");
    assertThat(image.getConfig().getVolumes()).isNull();
  }

  @Test
  void itHasNoCompiler() {
    try (Product product = new Product(Images.image())) {
      product.start();
      assertThat(product.bash("type -P gcc cc ld as javac jlink apt dpkg || echo none"))
          .isEqualTo("none\n");
    }
  }

  @Test
  void aContainerIsHealthyUntilItHangs() throws Exception {
    try (Product product = new Product(Images.image())) {
      product.start();
      product.await("health", _ -> "healthy".equals(product.state().getHealth().getStatus()));
      String java =
          product.bash(
              "for p in /proc/[0-9]*; do [[ $(<$p/comm) == java ]] && echo ${p#/proc/}; done; :");
      product.bash("kill -STOP " + java.strip());
      product.await("sign of the hang", _ -> !product.works());
      product.bash("kill -CONT " + java.strip());
      product.await("health", _ -> product.works());
    }
  }
}
