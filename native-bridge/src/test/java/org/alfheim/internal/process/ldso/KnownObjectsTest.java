package org.alfheim.internal.process.ldso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.elf.SharedObject;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.ImageInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@SuppressWarnings("restricted")
class KnownObjectsTest {
  @TempDir Path folder;

  private Path file;

  /** Of a size that no other object has, so that no other has such program headers. */
  @BeforeEach
  void compile(TestInfo test) {
    int size = 5_000_000 + Math.floorMod(test.getDisplayName().hashCode(), 1000) * 4096;
    file =
        new Compiler(folder)
            .c("libobject.so", "char c[%d]; int F(void) { return c[0] + 7; }".formatted(size));
  }

  private static boolean mayInclude(Path file) throws IOException {
    return KnownObjects.mayInclude(
        SharedObject.parse(file.toString(), MemorySegment.ofArray(Files.readAllBytes(file))));
  }

  /** As somebody else in the process does. */
  private static long call(String function, MemorySegment first, int second) throws Throwable {
    return (long)
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow(function),
                FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
            .invokeExact(first, second);
  }

  @Test
  void whatSomebodyLoadsIsThereUntilHeGivesItUp() throws Throwable {
    assertThat(mayInclude(file)).isFalse();
    int before = KnownObjects.state();
    long handle;
    try (Arena arena = Arena.ofConfined()) {
      handle = call("dlopen", arena.allocateFrom(file.toString()), 2);
    }
    assertThat(mayInclude(file)).isTrue();
    assertThat(KnownObjects.state()).isNotEqualTo(before);

    call("dlclose", MemorySegment.ofAddress(handle), 0);
    assertThat(mayInclude(file)).isFalse();
  }

  @Test
  void whatThisLoaderOpensChangesNothing() throws IOException {
    Path other = Files.copy(file, folder.resolve("libother.so"));
    /* It may bring something with it. */
    Loader.open(file);
    KnownObjects.look();
    int before = KnownObjects.state();
    Loader.open(other);
    KnownObjects.look();

    assertThat(KnownObjects.state()).isEqualTo(before);
    assertThat(mayInclude(other)).isFalse();
  }

  /** Somebody who looks before a carrier is noted must not have it counted twice. */
  @Test
  void whatComesAfterACarrierThatOthersHaveSeenIsSeenToo() throws Throwable {
    Path other = new Compiler(folder).c("libcarrier.so", "int G(void) { return 1; }");
    KnownObjects.look();
    KnownObjects.Count before = KnownObjects.count();
    try (Arena arena = Arena.ofConfined()) {
      assertThat(call("dlopen", arena.allocateFrom(other.toString()), 2)).isNotZero();
      KnownObjects.look();
      KnownObjects.addCarrier(before);
      assertThat(call("dlopen", arena.allocateFrom(file.toString()), 2)).isNotZero();
    }

    assertThat(mayInclude(file)).isTrue();
  }

  @Test
  void aFileThatTheProcessHasIsOpenedAsTheCopyThatItHas() throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      assertThat(call("dlopen", arena.allocateFrom(file.toString()), 2)).isNotZero();
    }
    ImageInfo image = Loader.openLocal(file).image();

    assertThat(image.shared()).isTrue();
  }
}
