package org.alfheim.itests.framework.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.alfheim.itests.framework.fixture.Image;
import org.alfheim.itests.framework.fixture.Log;
import org.alfheim.itests.framework.fixture.PolicyConfiguration;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.itests.framework.fixture.WatchedFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogReaderService;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

/** Objects in the drop folder, where a policy says which may be opened. */
class DroppedObjectPolicyTest {
  @InjectBundleContext BundleContext context;
  @InjectService ConfigurationAdmin configurations;
  @InjectService LogReaderService reader;
  @TempDir Path temporary;

  private PolicyConfiguration policy;
  private WatchedFolder watched;
  private Log log;

  @BeforeEach
  void watch() throws Exception {
    policy = new PolicyConfiguration(context, configurations, reader);
    watched = new WatchedFolder(context, configurations, temporary);
    log = new Log(reader);
  }

  @AfterEach
  void leave() throws Exception {
    policy.close();
    watched.close();
    log.close();
  }

  @Test
  void itsOwnDigestLetsItIn() throws Exception {
    policy.set("digests", sha256("second.o"));
    Path file = watched.drop("first.o", new ByteArrayInputStream(Image.bytes("first.o")));

    assertThat(refusal(file))
        .contains("the SHA-256 of first!/lib/first.o is " + sha256("first.o") + ", that of the");
    policy.set("digests", sha256("first.o"));

    assertWorks(file);
  }

  @Test
  void itsOriginIsItsFile() throws Exception {
    policy.set("origins", temporary.resolve("elsewhere").toString());
    Path file = watched.drop("first.o", new ByteArrayInputStream(Image.bytes("first.o")));

    assertThat(refusal(file)).contains(file.toString());
    policy.set("origins", watched.path().toString());

    assertWorks(file);
  }

  private String refusal(Path file) {
    List<String> lines = log.lines(deployer(), LogLevel.ERROR, file.toString());
    assertThat(lines).singleElement().asString().contains(" is installed and not started: ");
    return lines.getFirst();
  }

  /** The deployer tries again what waits when the policy has changed. */
  private void assertWorks(Path file) throws Exception {
    watched.started("elf:" + file.toFile().toURI());
    assertThat(new Services(context).symbol("first.so", "first").function("int first(void)"))
        .returns(1, first -> first.call(List.of()));
  }

  private Bundle deployer() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> "org.alfheim.deployer".equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  private static String sha256(String image) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Image.bytes(image)));
  }
}
