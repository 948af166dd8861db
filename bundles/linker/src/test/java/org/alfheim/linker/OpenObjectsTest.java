package org.alfheim.linker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.alfheim.bind.TypeMismatchException;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.InvalidImageException;
import org.alfheim.plugin.Linking;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.UnresolvedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenObjectsTest {
  interface Doubling {
    int twice(int x);
  }

  interface Wrong {
    double twice(double x);
  }

  interface Counting {
    int count();
  }

  @TempDir private Path folder;
  private Toolchain tools;

  @BeforeEach
  void setUp() {
    tools = new Toolchain(folder);
  }

  private Path object(String name, String source, String... options) throws Exception {
    tools.compile(name + ".c", source, options);
    return tools.file(name + ".o");
  }

  @Test
  void anObjectIsOpenedLikeASharedObject() throws Exception {
    Path object = object("twice", "int twice(int x) { return 2 * x; }");
    LocalPlugin plugin = Loader.openLocal(object);
    assertThat(plugin.bind(Doubling.class).twice(21)).isEqualTo(42);
    assertThat(plugin.name()).isEqualTo("twice.o");
    assertThat(plugin.path()).contains(object.toRealPath());
    assertThat(plugin.objects()).containsExactly(object.toRealPath().toString());
    assertThat(plugin.buildId()).isPresent();
  }

  @Test
  void aFileIsAnObjectByItsContentAndNotByItsName() throws Exception {
    Path object = object("named", "int twice(int x) { return x + x; }");
    Path other = Files.copy(object, tools.file("no-ending"));
    assertThat(Loader.open(other).bind(Doubling.class).twice(3)).isEqualTo(6);
  }

  @Test
  void anArchiveIsOpenedWithAllItsMembers() throws Exception {
    object("one", "int twice(int); int count(void) { return twice(3); }");
    object("two", "int twice(int x) { return 2 * x; }");
    tools.run("ar", "rcs", "libboth.a", "one.o", "two.o");
    Plugin plugin = Loader.open(tools.file("libboth.a"));
    assertThat(plugin.bind(Counting.class).count()).isEqualTo(6);
    assertThat(plugin.bind(Doubling.class).twice(2)).isEqualTo(4);
  }

  @Test
  void severalFilesMakeOneImage() throws Exception {
    Path one = object("first", "int twice(int); int count(void) { return twice(4); }");
    Path two = object("second", "int twice(int x) { return 2 * x; }");
    LocalPlugin plugin = Loader.openLocal(List.of(one, two), OpenOptions.usual());
    assertThat(plugin.bind(Counting.class).count()).isEqualTo(8);
    assertThat(plugin.name()).isEqualTo("first.o+second.o");
    assertThat(plugin.path()).isEmpty();
    assertThat(plugin.objects()).hasSize(2);
    assertThat(Loader.open(List.of(one, two))).isSameAs(plugin);
    assertThat(Loader.open(List.of(two, one))).isNotSameAs(plugin);
  }

  @Test
  void theSameContentIsTheSamePluginAndAnotherOneIsNot() throws Exception {
    Path object = object("changes", "int count(void) { return 1; }");
    Files.setLastModifiedTime(object, FileTime.fromMillis(1_000_000_000_000L));
    Plugin plugin = Loader.open(object);
    assertThat(Loader.open(object)).isSameAs(plugin);
    assertThat(Loader.open(object)).isSameAs(plugin);
    assertThat(Loader.open(List.of(object))).isSameAs(plugin);
    object("changes", "int count(void) { return 2; }");
    Plugin changed = Loader.open(object);
    assertThat(changed).isNotSameAs(plugin);
    assertThat(changed.bind(Counting.class).count()).isEqualTo(2);
    assertThat(plugin.bind(Counting.class).count()).isEqualTo(1);
  }

  @Test
  void theMembersOfAThinArchiveAreWhatItIsKnownBy() throws Exception {
    object("thin", "int count(void) { return 1; }");
    tools.run("ar", "rcsT", "libthin.a", "thin.o");
    Path archive = tools.file("libthin.a");
    LocalPlugin plugin = Loader.openLocal(archive);
    assertThat(plugin.objects()).hasSize(2);
    assertThat(Loader.open(archive)).isSameAs(plugin);
    object("thin", "int count(void) { return 3; }");
    assertThat(Loader.open(archive).bind(Counting.class).count()).isEqualTo(3);
  }

  @Test
  void anObjectInMemoryIsLinkedToo() throws Exception {
    byte[] object = Files.readAllBytes(object("memory", "int twice(int x) { return 2 * x; }"));
    Plugin plugin = Loader.open("memory.o", object);
    assertThat(plugin.bind(Doubling.class).twice(5)).isEqualTo(10);
    assertThat(Loader.open("memory.o", object.clone())).isSameAs(plugin);
  }

  @Test
  void whatAnObjectLacksComesFromAPluginThatIsOpen() throws Exception {
    Path provider = object("provider", "int provided_count(void) { return 17; }");
    Path user =
        object("user", "int provided_count(void); int count(void) { return provided_count(); }");
    assertThatThrownBy(() -> Loader.open(user))
        .isInstanceOf(UnresolvedException.class)
        .hasMessageContaining("undefined symbol provided_count")
        .hasMessageContaining("open the plugin that exports it before");
    Plugin given = Loader.open(provider);
    assertThat(Loader.open(user).bind(Counting.class).count()).isEqualTo(17);
    assertThat(((LocalPlugin) Loader.open(user)).image().needed()).contains(given.name());
  }

  /** Of a library that nobody in this process has opened. */
  @Test
  void aLibraryThatIsNamedHasWhatIsMissing() throws Exception {
    Path user =
        object(
            "threads",
            "int omp_get_thread_limit(void); int count(void) { return omp_get_thread_limit(); }");
    assertThatThrownBy(() -> Loader.open(user)).hasMessageContaining("omp_get_thread_limit");
    OpenOptions options =
        OpenOptions.builder().linking(Linking.USUAL.needing(List.of("libgomp.so.1"))).build();
    assertThat(Loader.open(user, options).bind(Counting.class).count())
        .isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void theImageHasTheNameThatItIsGiven() throws Exception {
    Path object = object("soname", "int count(void) { return 5; }");
    Linking how = new Linking(List.of(), false, true, Optional.of("libcount.so.1"));
    Plugin plugin = Loader.open(object, OpenOptions.builder().linking(how).build());
    assertThat(plugin.soname()).contains("libcount.so.1");
    assertThat(Loader.open(object)).isNotSameAs(plugin);
  }

  @Test
  void typesAreKnownFromDebugInformation() throws Exception {
    Path object = object("typed", "int twice(int x) { return 2 * x; }", "-g");
    Plugin plugin = Loader.open(object);
    assertThat(plugin.lookup("twice").type().orElseThrow().type().toString()).contains("int");
    assertThatThrownBy(() -> plugin.bind(Wrong.class)).isInstanceOf(TypeMismatchException.class);
    tools.run("ar", "rcs", "libtyped.a", "typed.o");
    assertThatThrownBy(() -> Loader.open(tools.file("libtyped.a")).bind(Wrong.class))
        .isInstanceOf(TypeMismatchException.class);
  }

  @Test
  void aRefusalNamesTheMemberTheSectionAndTheSymbol() throws Exception {
    object(
        "absolute",
        "extern char elsewhere; unsigned f(void) { return (unsigned) (long) &elsewhere; }",
        "-fno-pie",
        "-mcmodel=small");
    tools.run("ar", "rcs", "libabsolute.a", "absolute.o");
    assertThatThrownBy(() -> Loader.open(tools.file("libabsolute.a")))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("libabsolute.a(absolute.o)")
        .hasMessageContaining(".text")
        .hasMessageContaining("elsewhere")
        .hasMessageContaining("-fPIC");
  }

  @Test
  void aScriptUnderTheNameOfAnArchiveIsFollowed() throws Exception {
    object("asks", "int twice(int); int count(void) { return twice(8); }");
    object("gives", "int twice(int x) { return 2 * x; }");
    tools.run("ar", "rcs", "libgives.a", "gives.o");
    Path script = Files.writeString(tools.file("libscript.a"), "GROUP ( asks.o libgives.a )\n");
    LocalPlugin plugin = Loader.openLocal(script);
    assertThat(plugin.bind(Counting.class).count()).isEqualTo(16);
    assertThat(plugin.objects())
        .containsExactly(
            script.toRealPath().toString(),
            tools.file("asks.o").toRealPath().toString(),
            tools.file("libgives.a").toRealPath().toString());
    assertThat(Loader.open(script)).isSameAs(plugin);
    object("asks", "int twice(int); int count(void) { return twice(9); }");
    assertThat(Loader.open(script).bind(Counting.class).count()).isEqualTo(18);
    Files.delete(tools.file("libgives.a"));
    assertThatThrownBy(() -> Loader.open(script))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("libscript.a:1")
        .hasMessageContaining("libgives.a");
  }

  @Test
  void whatMayNotBeAsItWasMeantIsTold() throws Exception {
    Files.writeString(
        tools.file("nostack.s"), ".globl count\n.type count,@function\ncount: mov $3,%eax\nret\n");
    tools.run("as", "nostack.s", "-o", "nostack.o");
    LocalPlugin plugin = Loader.openLocal(tools.file("nostack.o"));
    assertThat(plugin.bind(Counting.class).count()).isEqualTo(3);
    assertThat(plugin.linkWarnings())
        .singleElement()
        .asString()
        .contains("nostack.o has code and no .note.GNU-stack");
    assertThat(Loader.openLocal(object("plain", "int plain(void) { return 1; }")).linkWarnings())
        .isEmpty();
  }

  @Test
  void anArchiveWithoutObjectsAndBytecodeAreRefused() throws Exception {
    Files.writeString(tools.file("empty.a"), "!<arch>\n");
    assertThatThrownBy(() -> Loader.open(tools.file("empty.a")))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("there is no object");
    Files.write(tools.file("lto.o"), new byte[] {'B', 'C', (byte) 0xc0, (byte) 0xde, 0, 0, 0, 0});
    assertThatThrownBy(() -> Loader.open(tools.file("lto.o")))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("-flto");
  }
}
