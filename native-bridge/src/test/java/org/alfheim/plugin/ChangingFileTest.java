package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that changes while it is being opened: a plugin or a typed refusal, in a JVM that lives.
 */
@Timeout(120)
class ChangingFileTest {
  /** How often at the least. */
  private static final int OPENS = 300;

  /** How often either has to come of it; a machine that is busy takes more opens for that. */
  private static final int OF_EACH = 10;

  @TempDir Path folder;

  /** Opens a file again and again, under a new name each time, while a thread changes it. */
  static final class OpenWhileItChanges {
    private OpenWhileItChanges() {}

    public static void main(String[] arguments) throws Exception {
      Path file = Path.of(arguments[0]);
      byte[] sound = Files.readAllBytes(file);
      Thread writer = Thread.ofPlatform().daemon().start(() -> change(file, sound));
      Map<String, Integer> outcomes = new TreeMap<>();
      for (int i = 0;
          i < OPENS || outcomes.values().stream().filter(count -> count >= OF_EACH).count() < 2;
          i++) {
        outcomes.merge(open(file.resolveSibling("lib" + i + ".so"), file), 1, Integer::sum);
      }
      System.out.println(outcomes + (writer.isAlive() ? "" : ", but nothing changed the file"));
    }

    /** A hard link: another name of the very file that changes. */
    private static String open(Path name, Path file) throws IOException {
      Files.createLink(name, file);
      try {
        Loader.open(name);
        return "opened";
      } catch (PluginException refusal) {
        return "refused";
      }
    }

    /** Leaves it sound for as long as an open takes, or not. */
    private static void change(Path path, byte[] sound) {
      SplittableRandom random = new SplittableRandom(1);
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        while (true) {
          file.setLength(random.nextInt(sound.length));
          file.seek(0);
          file.write(sound, 0, random.nextInt(sound.length));
          file.setLength(0);
          file.seek(0);
          file.write(sound);
          LockSupport.parkNanos(random.nextInt(random.nextInt(4) == 0 ? 20_000_000 : 300_000));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void isAPluginOrATypedRefusal() {
    Path file =
        new Compiler(folder)
            .c("libchanging.so", "int F(void) { return 6; }\nconst char big[200000] = {1};\n");

    ChildJvm.Outcome outcome = ChildJvm.of(OpenWhileItChanges.class).run(file);

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.lines()).hasSize(1);
    assertThat(outcome.lines().getFirst()).matches("\\{opened=[1-9]\\d+, refused=[1-9]\\d+}");
  }
}
