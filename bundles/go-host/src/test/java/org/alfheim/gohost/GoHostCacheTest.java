package org.alfheim.gohost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.alfheim.loader.GoBuild;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class GoHostCacheTest {
  @TempDir private Path folder;

  private final List<String> said = new ArrayList<>();

  private static GoBuild plugin(GoInstallation go, Map<String, String> packages) {
    return new GoBuild(
        Optional.of(go.version()), Optional.of("x"), Optional.of(List.of()), false, packages);
  }

  @Test
  void aHostIsBuiltOnce() {
    GoInstallation go = Go.newest();
    GoHostCache cache = new GoHostCache(folder, Go.installations());

    Path host = cache.host(plugin(go, Map.of()), said::add);

    assertThat(host).isRegularFile().hasParentRaw(folder);
    assertThat(said).containsExactly("building a host for " + go.version() + " (once)");
    assertThat(new GoHostCache(folder, List.of(go)).host(plugin(go, Map.of()), said::add))
        .isEqualTo(host);
    assertThat(said).hasSize(1);
    assertThatThrownBy(() -> cache.host(plugin(go, Map.of("runtime", "00")), said::add))
        .isInstanceOf(GoHostException.class)
        .hasMessage(
            "the plugin was built by another "
                + go.version()
                + " than there is here ("
                + go.go()
                + " has another runtime): build it here, or both with -trimpath");
  }

  /** A toolchain that has built the host before, and tells each time. */
  private GoInstallation quick() throws IOException {
    GoInstallation go = Go.newest();
    Path script = folder.resolve("quick/go");
    Files.createDirectories(script.getParent());
    Files.writeString(
        script, "#!/bin/sh\necho built >> " + builds() + "\ncp " + Go.host(go) + " host.so\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return new GoInstallation(script, go.version());
  }

  private Path builds() {
    return folder.resolve("builds");
  }

  @Test
  void aHostThatWasDamagedIsBuiltAnew() throws IOException {
    GoInstallation go = quick();
    GoHostCache cache = new GoHostCache(folder.resolve("kept"), List.of(go));
    Path host = cache.host(plugin(go, Map.of()), said::add);
    byte[] whole = Files.readAllBytes(host);
    byte[] zeros = new byte[whole.length];

    for (byte[] damaged : List.of(Arrays.copyOf(whole, whole.length / 2), zeros, new byte[0])) {
      Files.write(host, damaged);
      assertThat(cache.host(plugin(go, Map.of()), said::add)).hasBinaryContent(whole);
    }
    assertThat(said).hasSize(4);
    assertThat(builds()).hasContent("built\n".repeat(4));
  }

  @Test
  void whereOneToolchainIsBrokenAnotherOfItsVersionBuildsTheHost() throws IOException {
    GoInstallation good = quick();
    GoInstallation broken = new GoInstallation(Path.of("/bin/false"), good.version());
    Path kept = folder.resolve("kept");

    assertThatThrownBy(
            () -> new GoHostCache(kept, List.of(broken)).host(plugin(good, Map.of()), said::add))
        .hasMessageContaining("/bin/false build ")
        .hasMessageContaining(" failed:");
    assertThat(new GoHostCache(kept, List.of(broken, good)).host(plugin(good, Map.of()), said::add))
        .exists();
  }

  @Test
  void whatAProcessThatWasEndedHasLeftIsRemoved() throws IOException {
    GoInstallation go = quick();
    Path kept = Files.createDirectories(folder.resolve("kept"));
    Files.write(kept.resolve("new123.so"), new byte[9]);

    Path host = new GoHostCache(kept, List.of(go)).host(plugin(go, Map.of()), said::add);

    assertThat(kept).isDirectoryNotContaining("glob:**new*");
    assertThat(host).exists();
  }

  @Test
  void threadsThatNeedItAtTheSameTimeBuildItOnce() throws Exception {
    GoInstallation go = quick();
    GoHostCache cache = new GoHostCache(folder.resolve("kept"), List.of(go));
    List<Callable<Path>> work =
        Collections.nCopies(8, () -> cache.host(plugin(go, Map.of()), line -> {}));

    Set<Path> hosts = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Path> each : threads.invokeAll(work)) {
        hosts.add(each.get());
      }
    }

    assertThat(hosts).hasSize(1);
    assertThat(builds()).hasContent("built\n");
  }

  @Test
  void aFolderWhereNothingCanBeKeptIsNamedWithWhatToDo() throws IOException {
    GoInstallation go = quick();
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    GoHostCache cache = new GoHostCache(file.resolve("kept"), List.of(go));

    assertThatThrownBy(() -> cache.host(plugin(go, Map.of()), said::add))
        .isInstanceOf(GoHostException.class)
        .hasMessageContaining(file + "/kept: a host can't be kept there: ")
        .hasMessageEndingWith(" (XDG_CACHE_HOME can name another place)");
    assertThat(said).isEmpty();
  }

  @Test
  void whereNoToolchainIsOfTheVersionItIsSaidHowToGetOne() {
    GoInstallation other = new GoInstallation(Path.of("/usr/bin/go"), "go1.20.1");
    GoBuild wanted = plugin(new GoInstallation(Path.of("/go"), "go1.98.7"), Map.of());

    assertThatThrownBy(() -> new GoHostCache(folder, List.of(other)).host(wanted, said::add))
        .hasMessage(
            "no toolchain of go1.98.7 is on this machine (it has go1.20.1): get it by apt-get"
                + " install golang-1.98-go if that is it, or from https://go.dev/dl into"
                + " ~/sdk/go1.98.7");
    assertThatThrownBy(() -> new GoHostCache(folder, List.of()).host(wanted, said::add))
        .hasMessageContaining("(there is no Go at all)");
    assertThat(said).isEmpty();
  }

  @Test
  void itIsAmongTheCachesOfTheUser() {
    Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/x"));

    assertThat(GoHostCache.ofUser(environment).folder())
        .isEqualTo(Path.of("/home/x/.cache/alfheim/go-host"));
    environment.put("XDG_CACHE_HOME", "/caches");
    assertThat(GoHostCache.ofUser(environment).folder())
        .isEqualTo(Path.of("/caches/alfheim/go-host"));
    assertThatThrownBy(() -> GoHostCache.ofUser(Map.of()))
        .hasMessage("neither XDG_CACHE_HOME nor HOME says where hosts can be kept");
  }
}
