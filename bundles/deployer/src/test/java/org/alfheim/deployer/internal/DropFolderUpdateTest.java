package org.alfheim.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.alfheim.log.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * What becomes of a bundle whose update fails: a disk that is full, which no framework can be
 * brought to on purpose. So the framework here is one of paper.
 */
@Timeout(60)
class DropFolderUpdateTest {
  @TempDir private Path folder;

  private final List<String> calls = new ArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final List<String> over = new CopyOnWriteArrayList<>();
  private int state = Bundle.ACTIVE;
  private BundleException failure = new BundleException("No space left on device");

  private <T> T paper(Class<T> type, Map<String, Answer> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              Answer answer = answers.get(method.getName());
              return answer == null ? null : answer.to(arguments);
            }));
  }

  private interface Answer {
    Object to(Object... arguments) throws Exception;
  }

  private Bundle bundle(String location) {
    BundleStartLevel level =
        paper(BundleStartLevel.class, Map.of("isPersistentlyStarted", _ -> true));
    return paper(
        Bundle.class,
        Map.of(
            "getState", _ -> state,
            "getLocation", _ -> location,
            "getHeaders", _ -> FrameworkUtil.asDictionary(Map.of("Native-Plugin", "lib/libx.so")),
            "adapt", _ -> level,
            "getSymbolicName", _ -> "libx",
            "getBundleId", _ -> 7L,
            "hashCode", _ -> 7,
            "stop",
                _ -> {
                  calls.add("stop");
                  state = Bundle.RESOLVED;
                  return null;
                },
            "start",
                _ -> {
                  calls.add("start");
                  state = Bundle.ACTIVE;
                  return null;
                },
            "update",
                _ -> {
                  calls.add("update");
                  if (failure != null) {
                    throw failure;
                  }
                  return null;
                }));
  }

  /** A drop folder in a framework with one bundle. */
  private DropFolder drop(String location) {
    Bundle bundle = bundle(location);
    BundleContext context =
        paper(
            BundleContext.class,
            Map.of(
                "getBundle",
                    arguments -> arguments != null && location.equals(arguments[0]) ? bundle : null,
                "getDataFile", _ -> folder.resolve("dropped").toFile()));
    Log log =
        paper(
            Log.class,
            Map.of(
                "error", arguments -> errors.add(String.valueOf(arguments[0])),
                "over", arguments -> over.add(String.valueOf(arguments[0]))));
    return new DropFolder(context, log);
  }

  @Test
  void itGoesOnWithWhatItHas() throws Exception {
    Path library = Path.of("/lib/x86_64-linux-gnu/libz.so.1").toRealPath();
    Path file = Files.copy(library, folder.resolve("libx.so"));
    DropFolder drop = drop("elf:file:" + file);

    drop.update(file.toFile());

    assertThat(calls).containsExactly("stop", "update", "start");
    assertThat(state).isEqualTo(Bundle.ACTIVE);
    assertThat(errors)
        .singleElement()
        .asString()
        .contains("stays as it is", "libx [7]", "No space left on device");
    drop.deactivate();
  }

  /**
   * What the kernel says to whoever reads unmapped memory, and to whoever writes to a full disk.
   */
  @ParameterizedTest
  @CsvSource({
    "/proc/self/mem, Input/output error, it is tried again in a minute, it is taken over now",
    "/dev/full, No space left on device, it is tried again when there is room, "
        + "there is room for it now"
  })
  void whatKeepsAFileAwayIsCalledWhatItIs(String device, String reason, String hope, String end)
      throws Exception {
    Path library = Path.of("/lib/x86_64-linux-gnu/libz.so.1").toRealPath();
    Path file = Files.copy(library, folder.resolve("libx.so"));
    failure = new BundleException("can't store the bundle", refusal(Path.of(device)));
    DropFolder drop = drop("elf:file:" + file);

    drop.update(file.toFile());
    drop.update(file.toFile());

    assertThat(errors).singleElement().asString().endsWith(reason + "; " + hope);

    failure = null;
    drop.update(file.toFile());

    assertThat(over).containsExactly(file + ": " + end);
    drop.deactivate();
  }

  private static IOException refusal(Path device) {
    return catchThrowableOfType(
        IOException.class,
        () -> {
          if (device.endsWith("full")) {
            Files.write(device, new byte[] {1});
          } else {
            Files.readAllBytes(device);
          }
        });
  }

  @Test
  void aBundleThatIsNoJarAnyMoreStaysAsItIs() throws Exception {
    Path file = Files.writeString(folder.resolve("x.bundle"), "no jar");
    DropFolder drop = drop("file:" + file);

    assertThat(drop.canHandle(file.toFile())).isTrue();
    drop.update(file.toFile());

    assertThat(calls).isEmpty();
    assertThat(errors)
        .singleElement()
        .asString()
        .startsWith("bundle libx [7] stays as it is: " + file + ": this is no jar");
    drop.deactivate();
  }

  /** However often it was found to be no image before. */
  @Test
  void aFileThatGrowsIsNotJudgedBeforeItHasBeenLeftAlone() throws Exception {
    byte[] library = Files.readAllBytes(Path.of("/lib/x86_64-linux-gnu/libz.so.1"));
    Path file = Files.write(folder.resolve("grows.so"), Arrays.copyOf(library, 1000));
    DropFolder drop = drop("elf:file:/elsewhere.so");
    Instant first = Instant.now();
    drop.install(file.toFile());
    Instant written = first;
    // Beyond the moment at which what was there first would be judged.
    for (int size = 1100; written.isBefore(first.plusMillis(2500)); size += 100) {
      Files.write(file, Arrays.copyOf(library, size));
      written = Instant.now();
      drop.update(file.toFile());
      Thread.sleep(100); // less than it takes to be left alone
    }
    assertThat(errors).isEmpty();
    while (errors.isEmpty()) {
      assertThat(Duration.between(written, Instant.now())).isLessThan(Duration.ofSeconds(30));
      Thread.sleep(10);
    }
    assertThat(Duration.between(written, Instant.now())).isGreaterThan(Duration.ofMillis(1900));
    assertThat(errors).singleElement().asString().contains("grows.so", "truncated or damaged");
    drop.deactivate();
  }
}
