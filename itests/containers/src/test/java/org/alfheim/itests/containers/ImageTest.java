package org.alfheim.itests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import com.github.dockerjava.api.command.InspectImageResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    assertThat(image.getSize()).isLessThan(104 * MEBIBYTE);
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

  /** The list lies beside the distribution; what it says of the base is what the image says. */
  @Test
  void itsPackagesAreListedAsWellAsItsJars() throws IOException {
    Path list =
        Alfheim.root()
            .resolve("features/image/target")
            .resolve(Images.image().replace(':', '-') + ".sbom.json");
    List<String> listed = new ArrayList<>();
    for (Object each : (List<?>) JSON.std.mapFrom(list.toFile()).get("components")) {
      Map<?, ?> component = (Map<?, ?>) each;
      listed.add(component.get("name") + " " + component.get("version"));
    }
    try (Product product = new Product(Images.image())) {
      product.start();
      String packages =
          product.bash(
              "for p in /var/lib/dpkg/status.d/*; do while read -r key value; do case $key in"
                  + " Version:) echo \"${p##*/} $value\" ;; esac; done <$p; done");
      assertThat(packages.lines()).contains("libc6 " + versionOf("libc6", listed));
      assertThat(listed).containsAll(packages.lines().toList());
    }
    assertThat(listed).anyMatch(name -> name.startsWith("org.alfheim.native-bridge "));
  }

  private static String versionOf(String name, List<String> listed) {
    return listed.stream()
        .filter(each -> each.startsWith(name + " "))
        .map(each -> each.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
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
