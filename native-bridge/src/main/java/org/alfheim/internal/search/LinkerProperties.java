package org.alfheim.internal.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the ld.so of this process was built with and has found out about the processor. Since glibc
 * 2.33 it says so itself ({@code ld.so --list-diagnostics}); of an older one the usual is taken.
 *
 * @param lib what {@code $LIB} stands for
 * @param platform what {@code $PLATFORM} stands for
 * @param systemFolders the folders that are searched last, in their order
 * @param hardwareFolders the folders below {@code glibc-hwcaps} that are searched on this
 *     processor, best first
 * @param capabilities the names of the folders of old that are searched in every combination (see
 *     {@link #subfolders}); none since glibc 2.37
 * @param isaLevels the levels of the x86-64 psABI that the processor has, one bit for each
 * @param hardware the bits by which entries of {@code ld.so.cache} in folders of old are told apart
 */
record LinkerProperties(
    String lib,
    Optional<String> platform,
    List<String> systemFolders,
    List<String> hardwareFolders,
    List<String> capabilities,
    int isaLevels,
    long hardware) {
  private static final Path USUAL_PLACE = Path.of("/lib64/ld-linux-x86-64.so.2");
  private static final Pattern MAPPED =
      Pattern.compile("(?m) (/\\S*/ld-(?:linux-x86-64\\.so\\.2|[0-9.]+\\.so))$");
  private static final Pattern LINE =
      Pattern.compile("(?m)^([\\w.]+)(?:\\[0x[0-9a-f]+])?=(?:\"([^\"]*)\"|0x([0-9a-f]+))$");
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** How an ld.so ends that takes the option for a program it can't find (before glibc 2.33). */
  private static final int UNKNOWN_OPTION = 127;

  /** What old folders are called, by the bit of {@code dl_hwcap} (glibc, dl-procinfo.c). */
  private static final List<String> CAPABILITY_NAMES = List.of("sse2", "x86_64", "avx512_1");

  /** The first version in which folders of old are not searched any more. */
  private static final int WITHOUT_CAPABILITIES = 37;

  /** Copies the lists. */
  LinkerProperties {
    systemFolders = List.copyOf(systemFolders);
    hardwareFolders = List.copyOf(hardwareFolders);
    capabilities = List.copyOf(capabilities);
  }

  private static final class OfProcess {
    static final Answer ANSWER = ask();
  }

  /**
   * What came of asking.
   *
   * @param linker the properties, the usual where there is a problem
   * @param problem why nothing could be learnt; empty if ld.so has answered, or is too old to
   */
  record Answer(LinkerProperties linker, Optional<String> problem) {}

  /** Those of this process. */
  static LinkerProperties ofProcess() {
    return answer().linker();
  }

  /** What came of asking the ld.so of this process. It is asked once. */
  static Answer answer() {
    return OfProcess.ANSWER;
  }

  private static Answer ask() {
    try {
      return ask(List.of(place().toString(), "--list-diagnostics"), LIMIT);
    } catch (IOException e) {
      return new Answer(parse(""), Optional.of(e.getMessage()));
    }
  }

  /**
   * Asks an ld.so.
   *
   * @param command what to run
   * @param limit how long its output and its end are waited for
   */
  static Answer ask(List<String> command, Duration limit) {
    String said;
    try {
      said = output(command, limit);
    } catch (IOException e) {
      return new Answer(parse(""), Optional.of(e.getMessage()));
    }
    return new Answer(parse(said), Optional.empty());
  }

  private static Path place() throws IOException {
    Matcher mapped = MAPPED.matcher(Files.readString(Path.of("/proc/self/maps")));
    return mapped.find() ? Path.of(mapped.group(1)) : USUAL_PLACE;
  }

  /** What a command says; nothing if it does not know what it is asked. */
  private static String output(List<String> command, Duration limit) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("LD_DEBUG");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      /* A thread of its own: to read has no time limit, and whoever else has the pipe keeps it open. */
      FutureTask<byte[]> output = new FutureTask<>(process.getInputStream()::readAllBytes);
      Thread.ofPlatform().daemon().name("alfheim-asks-ld.so").start(output);
      long end = System.nanoTime() + limit.toNanos();
      byte[] said = waitFor(output, end, command, limit);
      int status = waitFor(process.onExit(), end, command, limit).exitValue();
      if (status == UNKNOWN_OPTION) {
        return "";
      }
      if (status != 0 || said.length == 0) {
        throw new IOException(
            String.join(" ", command)
                + (status == 0 ? " says nothing" : " ends with status " + status));
      }
      return new String(said, StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Waits also where the thread is interrupted: what is learnt holds for the whole process. */
  private static <T> T waitFor(Future<T> result, long end, List<String> command, Duration limit)
      throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException e) {
          throw new IOException(
              String.join(" ", command) + " has no answer in " + limit.toMillis() + " ms", e);
        } catch (ExecutionException e) {
          throw new IOException(String.join(" ", command) + ": " + e.getCause(), e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Reads what ld.so says of itself.
   *
   * @param diagnostics lines of the form {@code name="text"}, {@code name=0xnumber}; where a name
   *     is not among them, the usual holds
   */
  static LinkerProperties parse(String diagnostics) {
    Map<String, List<String>> texts = new HashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    Matcher line = LINE.matcher(diagnostics);
    while (line.find()) {
      if (line.group(2) != null) {
        texts.computeIfAbsent(line.group(1), _ -> new ArrayList<>()).add(line.group(2));
      } else {
        numbers.put(line.group(1), Long.parseUnsignedLong(line.group(3), 16));
      }
    }
    String lib = first(texts, "dl_dst_lib").orElseGet(LinkerProperties::usualLib);
    Optional<String> platform =
        texts.isEmpty() ? Optional.of("x86_64") : first(texts, "dl_platform");
    long hardware =
        numbers.getOrDefault("dl_hwcap", 2L) & numbers.getOrDefault("dl_hwcap_important", 6L);
    return new LinkerProperties(
        lib,
        platform,
        texts.getOrDefault("path.system_dirs", usualFolders(lib)),
        chosen(
            first(texts, "dl_hwcaps_subdirs").orElse(""),
            numbers.getOrDefault("dl_hwcaps_subdirs_active", 0L)),
        first(texts, "version.version").map(LinkerProperties::minor).orElse(0)
                >= WITHOUT_CAPABILITIES
            ? List.of()
            : capabilities(hardware, platform),
        numbers.getOrDefault("x86.cpu_features.isa_1", 1L).intValue(),
        hardware);
  }

  private static Optional<String> first(Map<String, List<String>> texts, String name) {
    return Optional.ofNullable(texts.get(name)).map(List::getFirst);
  }

  private static int minor(String version) {
    Matcher parts = Pattern.compile("2\\.(\\d{1,4})").matcher(version);
    return parts.lookingAt() ? Integer.parseInt(parts.group(1)) : WITHOUT_CAPABILITIES;
  }

  private static String usualLib() {
    String debian = "lib/x86_64-linux-gnu";
    return Files.isDirectory(Path.of("/", debian)) ? debian : "lib64";
  }

  private static List<String> usualFolders(String lib) {
    return lib.equals("lib64")
        ? List.of("/lib64/", "/usr/lib64/")
        : List.of("/" + lib + "/", "/usr/" + lib + "/", "/lib/", "/usr/lib/");
  }

  /** Of names with colons between them, those whose bit is set. */
  private static List<String> chosen(String names, long bits) {
    List<String> chosen = new ArrayList<>();
    String[] all = names.split(":", -1);
    for (int i = 0; i < all.length; i++) {
      if ((bits >>> i & 1) != 0) {
        chosen.add(all[i]);
      }
    }
    return chosen;
  }

  private static List<String> capabilities(long hardware, Optional<String> platform) {
    List<String> names = new ArrayList<>();
    for (int bit = 0; bit < CAPABILITY_NAMES.size(); bit++) {
      if ((hardware >>> bit & 1) != 0) {
        names.add(CAPABILITY_NAMES.get(bit));
      }
    }
    platform.ifPresent(names::add);
    names.add("tls");
    return names;
  }

  /**
   * What is searched in each folder of a search path, in this order: subfolders for the processor,
   * then every combination of the {@link #capabilities}, the longest first and each from the last
   * name to the first, and in the end the folder itself (glibc, {@code elf/dl-hwcaps.c}).
   *
   * @return relative folders that end in a slash, and the empty string
   */
  List<String> subfolders() {
    List<String> subfolders = new ArrayList<>();
    for (String folder : hardwareFolders) {
      subfolders.add("glibc-hwcaps/" + folder + "/");
    }
    for (int set = (1 << capabilities.size()) - 1; set >= 0; set--) {
      StringBuilder folder = new StringBuilder();
      for (int bit = capabilities.size() - 1; bit >= 0; bit--) {
        if ((set >>> bit & 1) != 0) {
          folder.append(capabilities.get(bit)).append('/');
        }
      }
      subfolders.add(folder.toString());
    }
    return subfolders.stream().distinct().toList();
  }
}
