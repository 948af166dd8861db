package org.alfheim.corpus.objects;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Links by the system's compiler: {@code gcc -shared -Wl,--whole-archive}. What it makes is what
 * Alfheim's image is compared with.
 */
public final class SystemLinker {
  private final Duration limit;

  /**
   * The system's linker.
   *
   * @param limit how long a link may take
   */
  public SystemLinker(Duration limit) {
    this.limit = limit;
  }

  /** What came of a link by the system's linker. */
  public sealed interface Answer {}

  /**
   * There is an image.
   *
   * @param image the file
   */
  public record Made(Path image) implements Answer {}

  /**
   * It said no, which it does for most code that was not compiled for a library.
   *
   * @param reason the first line that says why
   */
  public record Declined(String reason) implements Answer {}

  /**
   * There is none on this machine, or it took too long.
   *
   * @param reason which of the two
   */
  public record Absent(String reason) implements Answer {}

  /**
   * Links.
   *
   * @param file an object or an archive, of which all members are taken
   * @param folder an empty folder for the image
   * @return what came of it
   * @throws InterruptedException if the thread is interrupted meanwhile; the linker is ended
   */
  public Answer link(Path file, Path folder) throws InterruptedException {
    Path image = folder.resolve("ld.so");
    Path said = folder.resolve("ld.said");
    List<String> command = new ArrayList<>(List.of("gcc", "-shared", "-Wl,-z,now", "-o"));
    command.add(image.toString());
    command.addAll(List.of("-Wl,--whole-archive", file.toString(), "-Wl,--no-whole-archive"));
    /* The shared one before gcc's own static one, which it takes some functions from otherwise. */
    command.addAll(List.of("-lstdc++", "-lm", "-lgcc_s", "-l:ld-linux-x86-64.so.2"));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      try {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          return new Absent("not done after " + limit.toSeconds() + " s");
        }
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      return process.exitValue() == 0 ? new Made(image) : new Declined(reason(said));
    } catch (IOException e) {
      return new Absent("there is no gcc");
    }
  }

  private static String reason(Path said) throws IOException {
    List<String> lines =
        Files.readString(said, StandardCharsets.ISO_8859_1).lines().limit(1000).toList();
    return lines.stream()
        .filter(line -> !line.contains("warning:") && !line.contains(": in function"))
        .findFirst()
        .orElse("it said nothing");
  }
}
