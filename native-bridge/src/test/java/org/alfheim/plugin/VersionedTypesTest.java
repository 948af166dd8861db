package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.elf.SharedObject;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.CarriedTypes;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two functions of one name and of two versions, whose types differ. */
class VersionedTypesTest {
  private static final String SOURCE =
      """
      int get_old(int a) { return a; }
      long get_new(long a, long b) { return a + b; }
      __asm__(".symver get_old,get@V1");
      __asm__(".symver get_new,get@@V2");
      """;

  @TempDir static Path folder;

  private static Path versions;

  @BeforeAll
  static void write() throws IOException {
    versions =
        Files.writeString(
            folder.resolve("get.map"), "V1 { global: get; local: *; }; V2 { global: get; } V1;");
  }

  private static Path library(String name, String debug) {
    return new Compiler(folder).c(name, SOURCE, debug, "-Wl,--version-script=" + versions);
  }

  private static Optional<String> type(Optional<Symbol> symbol) {
    return symbol.flatMap(Symbol::type).map(known -> known.type().declare("get"));
  }

  @Test
  void debugInformationSaysWhatEachVersionIsByItsPlace() {
    Plugin plugin = Loader.open(library("libplaces.so", "-g"));

    assertThat(type(plugin.find("get", "V1"))).contains("int get(int a)");
    assertThat(type(plugin.find("get", "V2"))).contains("long get(long a, long b)");
    assertThat(type(plugin.find("get"))).contains("long get(long a, long b)");
  }

  @Test
  void whatIsSaidOfANameAloneIsNotSaidOfAnOlderVersion() throws IOException {
    Path known = library("libknown.so", "-g");
    SharedObject image =
        SharedObject.parse("libknown.so", MemorySegment.ofArray(Files.readAllBytes(known)));
    Path carried =
        Files.write(
            folder.resolve("get.btf"), CarriedTypes.of("libknown.so", image).btf().orElseThrow());
    OpenOptions options = OpenOptions.builder().typesFrom(TypeSource.of(carried)).build();

    Plugin plugin = Loader.open(library("libnames.so", "-g0"), options);

    assertThat(type(plugin.find("get"))).contains("long get(long a, long b)");
    assertThat(type(plugin.find("get", "V2"))).contains("long get(long a, long b)");
    assertThat(type(plugin.find("get", "V1"))).isEmpty();
  }
}
