package org.alfheim.gohost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a toolchain is told to build.
 *
 * @param go the toolchain
 * @param with packages beside the host's own
 * @param trimpath whether no path of this machine is in it ({@code -trimpath}); plugins that are to
 *     fit must have been built so, too
 * @param race whether it has the race detector ({@code -race}); the same holds
 */
public record HostBuild(
    GoInstallation go, List<SharedPackage> with, boolean trimpath, boolean race) {

  private static final Pattern MAJOR = Pattern.compile("[/.](v[0-9]+)$");

  /** Copies the list. */
  public HostBuild {
    with = List.copyOf(with);
  }

  /**
   * Builds the host.
   *
   * @return its bytes
   * @throws GoHostException if {@code go} refuses; the message has all that it said
   */
  public byte[] image() {
    try {
      Path folder = Files.createTempDirectory("alfheim-go-host");
      try {
        HostSource.writeTo(folder);
        addPackages(folder);
        run(folder, build());
        return Files.readAllBytes(folder.resolve("host.so"));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new GoHostException("the host can't be built: " + e.getMessage(), e);
    }
  }

  private List<String> build() {
    List<String> words =
        new ArrayList<>(List.of("build", "-buildmode=c-shared", "-buildvcs=false", "-mod=mod"));
    if (trimpath) {
      words.add("-trimpath");
    }
    if (race) {
      words.add("-race");
    }
    words.addAll(List.of("-o", "host.so", "."));
    return words;
  }

  /** Packages are linked because something imports them. */
  private void addPackages(Path folder) throws IOException {
    if (with.isEmpty()) {
      return;
    }
    Files.writeString(
        folder.resolve("with.go"),
        with.stream()
            .map(each -> "import _ \"" + each.path() + "\"\n")
            .collect(Collectors.joining("", "package main\n\n", "")));
    for (SharedPackage each : with) {
      if (each.folder().isPresent()) {
        String module = module(each.folder().get());
        run(folder, List.of("mod", "edit", "-require=" + module + "@" + local(module)));
        run(folder, List.of("mod", "edit", "-replace=" + module + "=" + each.folder().get()));
      } else if (!each.isStandard()) {
        run(folder, List.of("get", each.path() + each.version().map(v -> "@" + v).orElse("")));
      }
    }
  }

  /** The version of a module of this machine: its path says the first number of it. */
  private static String local(String module) {
    Matcher major = MAJOR.matcher(module);
    return (major.find() ? major.group(1) : "v0") + ".0.0-local";
  }

  private static String module(Path folder) throws IOException {
    Path file = folder.resolve("go.mod");
    if (!Files.isRegularFile(file)) {
      throw new GoHostException(folder + " is not the folder of a module: it has no go.mod");
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("module "))
          .map(line -> line.substring("module ".length()).replaceFirst("//.*", "").strip())
          .map(name -> name.replaceAll("^[\"`]|[\"`]$", ""))
          .findFirst()
          .orElseThrow(() -> new GoHostException(file + " names no module"));
    }
  }

  private void run(Path folder, List<String> words) throws IOException {
    Map<String, String> environment = GoInstallation.environment();
    if (with.stream().allMatch(each -> each.isStandard() || each.folder().isPresent())) {
      environment.put("GOPROXY", "off");
    }
    environment.put("GOFLAGS", "");
    List<String> command = new ArrayList<>(List.of(go.go().toString()));
    command.addAll(words);
    Execution done = Execution.of(command, folder, environment);
    if (done.status() != 0) {
      throw new GoHostException(
          String.join(" ", command) + " (" + go.version() + ") failed:\n" + done.output().strip());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
