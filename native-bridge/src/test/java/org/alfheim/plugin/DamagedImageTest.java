package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.fixture.Traces;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Images with random damage, all the way into the process: ld.so gets tables made from them, and
 * checks nothing. They have no constructors, so that none of their own code runs.
 */
@Timeout(120)
class DamagedImageTest {
  private static final int IMAGES = 700;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "versioned, -mtls-dialect=gnu,  -Wl;--hash-style=both, 1",
    "described, -mtls-dialect=gnu2, -Wl;-z;pack-relative-relocs;--hash-style=gnu, 2",
    "plain,     -mtls-dialect=gnu,  -Wl;--hash-style=sysv, 3"
  })
  void openOrAreRefusedAndLeaveTheProcessWhole(
      String name, String dialect, String option, int seed) {
    Compiler compiler = new Compiler(folder);
    Path needed =
        compiler.c(
            "needed.so",
            "int needed_f(int n) { return n; } int needed_v = 3; __thread int needed_t = 4;",
            "-nostdlib",
            "-Wl,-soname,libdamaged-needed.so",
            compiler.versions("needed.map", "D1 { global: needed_*; local: *; };"));
    String[] versions =
        name.equals("versioned")
            ? new String[] {
              compiler.versions(
                  "map", "V1 { global: F; data; p; t; local: *; }; V2 { global: G; q; } V1;")
            }
            : new String[] {"-g0"};
    Path image =
        compiler.c(
            name + ".so",
            """
            int data = 5; static int local = 6; int *p = &data, *q = &local;
            extern int needed_f(int), needed_v; int *v = &needed_v;
            __thread int t = 7; static __thread int u = 8; extern __thread int needed_t;
            __thread int *tp = &local;
            int F(int n) { return needed_f(n) + data + t + u + needed_t + *tp; }
            int G(void) { return F(1); }
            """,
            "-nostdlib",
            dialect,
            option.replace(';', ','),
            needed.toString(),
            "-Wl,-soname,libdamaged.so",
            versions[0]);
    Path user =
        compiler.c(
            "user.so",
            "extern int data, F(int), G(void); extern __thread int t; int U(void) { return F(data) + G() + t; }",
            "-nostdlib",
            image.toString());
    assertThat(Elf.of(user).readelf("-d")).contains("libdamaged.so");

    ChildJvm.Outcome outcome = ChildJvm.of(OpenDamaged.class).run(needed, image, user, seed);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.lines())
        .singleElement()
        .asString()
        .matches("\\d{2,} opened, \\d{2,} refused");
  }

  /** Opens damaged copies of an image, and an image that needs it. */
  static final class OpenDamaged {
    public static void main(String[] arguments) throws IOException {
      Loader.open(Path.of(arguments[0]));
      byte[] whole = Files.readAllBytes(Path.of(arguments[1]));
      byte[] user = Files.readAllBytes(Path.of(arguments[2]));
      Random random = new Random(Long.parseLong(arguments[3]));
      Set<String> opened = new TreeSet<>();
      int refused = 0;
      for (int i = 0; i < IMAGES; i++) {
        String name = "damaged-" + i;
        try {
          Plugin plugin = Loader.open(name, damaged(whole, random));
          opened.add(name);
          plugin.symbols().forEach(symbol -> plugin.find(symbol.name()));
          Loader.open("user-" + i, user, OpenOptions.builder().dependOn(plugin).build());
        } catch (PluginException e) {
          refused++;
        }
      }
      Set<String> mapped = new TreeSet<>();
      for (String line : Traces.mappings()) {
        int at = line.indexOf("/memfd:damaged-");
        if (at >= 0) {
          mapped.add(line.substring(at + "/memfd:".length(), line.indexOf(" (deleted)")));
        }
      }
      if (!mapped.equals(opened)) {
        System.out.println("opened " + opened + ", in the process " + mapped);
      }
      System.out.println(opened.size() + " opened, " + refused + " refused");
      // The termination functions of such images need not be functions.
      Runtime.getRuntime().halt(0);
    }

    private static byte[] damaged(byte[] whole, Random random) {
      ByteBuffer bytes = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
      // What a loader reads lies in the first two KiB of this image: headers, tables, relocations.
      int end = 2048;
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int at = random.nextInt(end);
        switch (random.nextInt(5)) {
          case 0 -> bytes.put(at, (byte) random.nextInt());
          case 1 -> bytes.put(at, (byte) (bytes.get(at) ^ 1 << random.nextInt(8)));
          case 2 -> bytes.putLong(at & -8, odd(random));
          case 3 -> bytes.putInt(at & -4, (int) odd(random));
          default -> bytes.putLong(at & -8, bytes.getLong(random.nextInt(end) & -8));
        }
      }
      return bytes.array();
    }

    private static long odd(Random random) {
      long[] values = {0, 1, -1, 0x7fff_ffffL, 0x8000_0000L, Long.MAX_VALUE, 0xfff, 0x1000, 18, 37};
      return values[random.nextInt(values.length)] + random.nextInt(3) - 1;
    }
  }
}
