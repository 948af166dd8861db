package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.elf.SharedObject;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.CarriedTypes;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.TypeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Structures by value that an attribute aligns; where they lie, the compiler says. */
@Timeout(60)
class AlignedStructureTest {
  private static final String HEADER =
      """
      struct odd { long a, b, c; };
      struct wide { long a, b, c, d; } __attribute__((aligned(16)));
      struct pair { long low, high; } __attribute__((aligned(16)));
      struct vector { long a, b, c, d; } __attribute__((aligned(32)));
      struct plain { long a, b, c, d; };
      long second(struct odd first, struct wide w);
      long first(struct wide w, struct odd other);
      long late(int a, int b, int c, int d, int e, int f, long g, struct pair p, long h);
      long more(int count, struct odd first, struct wide w, ...);
      long called(long (*back)(struct odd first, struct wide w));
      long of(struct vector v);
      long behind(const struct vector *v);
      long unaligned(struct odd first, struct plain p);
      struct wide made(long a, struct odd first, struct wide w);
      """;

  private static final String SOURCE =
      """
      #include "aligned.h"
      long second(struct odd first, struct wide w) { return first.c * 100 + w.a * 10 + w.d; }
      long first(struct wide w, struct odd other) { return other.c * 100 + w.a * 10 + w.d; }
      long late(int a, int b, int c, int d, int e, int f, long g, struct pair p, long h) {
        return f * 10000 + g * 1000 + p.low * 100 + p.high * 10 + h;
      }
      long more(int count, struct odd first, struct wide w, ...) { return w.a; }
      long called(long (*back)(struct odd first, struct wide w)) { return 0; }
      long of(struct vector v) { return v.a; }
      long behind(const struct vector *v) { return (unsigned long) v % 32 * 1000 + v->d; }
      long unaligned(struct odd first, struct plain p) { return first.c * 10 + p.d; }
      struct wide made(long a, struct odd first, struct wide w) {
        return (struct wide) { a, first.a, w.a, w.d };
      }
      """;

  @TempDir Path folder;

  record Odd(long a, long b, long c) {}

  record Wide(long a, long b, long c, long d) {}

  record Pair(long low, long high) {}

  record Vector(long a, long b, long c, long d) {}

  record Plain(long a, long b, long c, long d) {}

  interface Api {
    long second(Odd first, Wide w);

    long first(Wide w, Odd other);

    long late(int a, int b, int c, int d, int e, int f, long g, Pair p, long h);

    long behind(Vector v);

    long unaligned(Odd first, Plain p);

    Wide made(long a, Odd first, Wide w);
  }

  interface ByValue {
    long of(Vector v);
  }

  interface Variable {
    long more(int count, Odd first, Wide w, @Variadic Object... rest);
  }

  interface Called {
    interface Back {
      long call(Odd first, Wide w);
    }

    long called(Back back);
  }

  private Path library(String... flags) throws Exception {
    Files.writeString(folder.resolve("aligned.h"), HEADER);
    return new Compiler(folder).c("libaligned.so", SOURCE, flags);
  }

  private static void checkAll(Plugin plugin) {
    Api api = plugin.bind(Api.class);
    Odd odd = new Odd(4, 5, 6);
    Wide wide = new Wide(1, 2, 3, 9);
    assertThat(api.second(odd, wide)).isEqualTo(619);
    assertThat(api.first(wide, odd)).isEqualTo(619);
    assertThat(api.late(1, 2, 3, 4, 5, 6, 7, new Pair(8, 9), 1)).isEqualTo(67_891);
    assertThat(api.behind(new Vector(1, 2, 3, 4))).isEqualTo(4);
    assertThat(api.unaligned(odd, new Plain(1, 2, 3, 4))).isEqualTo(64);
    assertThat(api.made(7, odd, wide)).isEqualTo(new Wide(7, 4, 1, 9));
    Map<String, Object> first = Map.of("a", 4, "b", 5, "c", 6);
    Map<String, Object> second = Map.of("a", 1, "d", 9);
    assertThat(plugin.lookup("second").function().call(List.of(first, second))).isEqualTo(619L);
  }

  @Test
  void whatDwarfSaysIsAlignedLiesWhereCLooksForIt() throws Exception {
    checkAll(Loader.open(library("-g", "-O1")));
  }

  @Test
  void whatTheHeaderSaysIsAlignedLiesThereToo() throws Exception {
    Path library = library("-O1");
    byte[] types =
        CarriedTypes.withHeaders(
                library.toString(),
                SharedObject.parse(
                    library.toString(), MemorySegment.ofArray(Files.readAllBytes(library))),
                List.of(folder.resolve("aligned.h").toString()),
                List.of())
            .btf()
            .orElseThrow();
    Path file = Files.write(folder.resolve("aligned.btf"), types);
    checkAll(Loader.open(library, OpenOptions.builder().typesFrom(TypeSource.of(file)).build()));
  }

  @Test
  void whatCannotBePutThereIsRefusedWithTheReason() throws Exception {
    Plugin plugin = Loader.open(library("-g"));
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(ByValue.class))
        .withMessageContaining(
            "it is aligned by 32 bytes, and Java's linker aligns the stack by 16");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(Variable.class))
        .withMessageContaining("neither for a variadic function nor for a function pointer");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(Called.class))
        .withMessageContaining("neither for a variadic function nor for a function pointer");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.lookup("more").function())
        .withMessageContaining("parameter 3 is 'struct wide', which can't be passed by value");
  }

  interface OnlyFirst {
    long first(Wide w, Odd other);
  }

  interface OnlySecond {
    long unaligned(Odd first, Plain p);
  }

  @Test
  void whereNobodySaysWhatIsAlignedAllPlacesMustBeTheSame() throws Exception {
    Plugin plugin = Loader.open(library("-gbtf", "-O1"));
    assertThat(plugin.bind(OnlyFirst.class).first(new Wide(1, 2, 3, 9), new Odd(4, 5, 6)))
        .isEqualTo(619);
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(OnlySecond.class))
        .withMessageContaining("what it is aligned by on the stack is not known")
        .withMessageContaining("debug information as DWARF says that (cc -g)");
  }

  @Test
  void anOlderGccDoesNotSayWhatIsAligned() throws Exception {
    Path file = library("-g", "-O1");
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
    Matcher producer = Pattern.compile("GNU C\\d+ (\\d+\\.\\d+\\.\\d+)").matcher(content);
    assertThat(producer.find()).isTrue();
    String version = "7." + "0".repeat(producer.group(1).length() - 2);
    Files.writeString(
        file,
        content.substring(0, producer.start(1)) + version + content.substring(producer.end(1)),
        StandardCharsets.ISO_8859_1);

    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> Loader.open(file).bind(OnlySecond.class))
        .withMessageContaining("what it is aligned by on the stack is not known");
  }
}
