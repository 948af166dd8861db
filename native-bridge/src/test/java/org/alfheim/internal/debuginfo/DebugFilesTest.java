package org.alfheim.internal.debuginfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.dwarf.DwarfTypes;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.TypesException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files as {@code objcopy} and {@code strip} make them, where distributions put them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DebugFilesTest {
  private static final Pattern BUILD_ID = Pattern.compile("Build ID: ([0-9a-f]+)");

  private static final String SOURCE = "struct p { int x; }; int f(struct p *p) { return p->x; }";

  @TempDir Path folder;

  private Path image;
  private Path global;
  private Path cache;
  private Path apart;
  private DebugFiles files;

  @BeforeEach
  void setApart() throws IOException {
    folder = folder.toRealPath();
    global = folder.resolve("global");
    cache = folder.resolve("cache");
    files = new DebugFiles(new DebugFolders(List.of(global), cache));
    image = new DebugBuild(folder).library("gcc", SOURCE, "-Wl,--build-id=sha1");
    apart = folder.resolve("apart");
    Compiler.run(List.of("objcopy", "--only-keep-debug", image.toString(), apart.toString()));
    Compiler.run(List.of("strip", image.toString()));
  }

  private static String buildId(Path file) {
    Matcher matcher = BUILD_ID.matcher(Compiler.run(List.of("readelf", "-n", file.toString())));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private Path byBuildId() {
    String id = buildId(image);
    return global.resolve(".build-id/" + id.substring(0, 2) + "/" + id.substring(2) + ".debug");
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    return Files.copy(from, to);
  }

  private DebugFiles.Result search() {
    return files.apart(image, MappedFile.of(image).orElseThrow());
  }

  private static void knows(DebugFiles.Result result, Path file) {
    DwarfTypes types = result.types().orElseThrow();
    assertThat(types.origin()).isEqualTo("DWARF of " + file);
    assertThat(types.find(SymbolPlace.named("f")).orElseThrow().declare("f"))
        .isEqualTo("int f(struct p *p)");
  }

  /** Has the image name a file, as {@code objcopy --add-gnu-debuglink} does. */
  private void link() {
    Compiler.run(List.of("objcopy", "--add-gnu-debuglink=" + apart, image.toString()));
  }

  @Test
  void nothingIsKnownWhereThereIsNoFile() {
    assertThat(files.in(image, MappedFile.of(image).orElseThrow())).isEmpty();
    assertThat(search().types()).isEmpty();
    assertThat(search().refused()).isEmpty();
  }

  @Test
  void aFileIsFoundByTheBuildId() throws IOException {
    knows(search(copied(byBuildId())), byBuildId());
  }

  private Path copied(Path to) throws IOException {
    return copy(apart, to);
  }

  private DebugFiles.Result search(Path there) {
    assertThat(there).exists();
    return search();
  }

  @Test
  void whatDebuginfodHasFetchedIsFound() throws IOException {
    Path fetched = cache.resolve(buildId(image)).resolve("debuginfo");
    knows(search(copied(fetched)), fetched);
  }

  @Test
  void aFileOfAnotherBuildIdIsRefusedAndTheSearchGoesOn() throws IOException {
    Path other =
        new DebugBuild(folder).compile("gcc", "other.so", "int g;", "-shared", "-Wl,--build-id");
    copy(other, byBuildId());
    assertThat(search().types()).isEmpty();
    assertThat(search().refused())
        .containsExactly(
            byBuildId()
                + ": its build id is "
                + buildId(other)
                + ", that of the image "
                + buildId(image));
    Path fetched = cache.resolve(buildId(image)).resolve("debuginfo");
    knows(search(copied(fetched)), fetched);
  }

  @Test
  void aFileThatIsNoElfFileIsRefused() throws IOException {
    Files.createDirectories(byBuildId().getParent());
    Files.writeString(byBuildId(), "<html>404</html>");
    assertThat(search().types()).isEmpty();
    assertThat(search().refused()).singleElement().asString().startsWith(byBuildId() + ": ");
  }

  @Test
  void aLinkIsFollowedBesideTheImage() {
    link();
    knows(search(), apart);
  }

  @Test
  void aLinkIsFollowedToTheFolderOfDebugInformationBesideIt() throws IOException {
    link();
    Path there = folder.resolve(".debug/apart");
    Files.createDirectories(there.getParent());
    Files.move(apart, there);
    knows(search(), there);
  }

  @Test
  void aLinkIsFollowedToTheGlobalFolder() throws IOException {
    link();
    Path there = global.resolve(folder.getRoot().relativize(folder)).resolve("apart");
    Files.createDirectories(there.getParent());
    Files.move(apart, there);
    knows(search(), there);
  }

  @Test
  void aLinkIsNotFollowedToAFileThatHasChanged() throws IOException {
    link();
    byte[] bytes = Files.readAllBytes(apart);
    bytes[bytes.length - 1]++;
    Files.write(apart, bytes);
    assertThat(search().types()).isEmpty();
    assertThat(search().refused())
        .singleElement()
        .asString()
        .startsWith(apart + ": its CRC32 is 0x")
        .contains(", .gnu_debuglink of the image says 0x");
  }

  @Test
  void aSharedFileIsFoundByItsBuildId() throws IOException {
    Path one = new DebugBuild(folder).compile("gcc", "one", many(), "-shared", "-fPIC");
    Files.copy(one, folder.resolve("two"));
    Compiler.run(
        List.of(
            "env",
            "-C",
            folder.toString(),
            "dwz",
            "-m",
            "common",
            "-M",
            "/elsewhere/common",
            "one",
            "two"));
    String id = buildId(folder.resolve("common"));
    DwarfTypes types = files.in(one, MappedFile.of(one).orElseThrow()).orElseThrow();
    Files.move(folder.resolve("common"), folder.resolve("away"));
    assertThatThrownBy(() -> types.find(SymbolPlace.named("f7")))
        .isInstanceOf(TypesException.class)
        .hasMessageContaining("/elsewhere/common of build id " + id);
    copy(
        folder.resolve("away"),
        global.resolve(".build-id/" + id.substring(0, 2) + "/" + id.substring(2) + ".debug"));
    assertThat(types.find(SymbolPlace.named("f7")).orElseThrow().declare("f7"))
        .isEqualTo("struct s7 *f7(struct s7 *a)");
  }

  private static String many() {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      source.append("struct s" + i + " { int a" + i + "; struct s" + i + " *next; };\n");
      source.append("struct s" + i + " *f" + i + "(struct s" + i + " *a) { return a->next; }\n");
    }
    return source.toString();
  }

  @Test
  void aUnitOfAnotherBuildIsRefused() throws IOException {
    DebugBuild build = new DebugBuild(folder);
    Path split = build.compile("gcc", "split", SOURCE, "-shared", "-fPIC", "-gsplit-dwarf");
    DwarfTypes types = build.types(split);
    assertThat(types.find(SymbolPlace.named("f")).orElseThrow().declare("f"))
        .isEqualTo("int f(struct p *p)");
    Path kept = Files.copy(split, folder.resolve("kept"));
    build.compile("gcc", "split", SOURCE + " int g;", "-shared", "-fPIC", "-gsplit-dwarf");
    DwarfTypes stale = build.types(kept);
    assertThatThrownBy(() -> stale.find(SymbolPlace.named("f")))
        .isInstanceOf(TypesException.class)
        .hasMessageContaining("has no unit of dwo_id 0x")
        .hasMessageContaining("it is of another build");
  }

  @Test
  void theCacheOfDebuginfodIsWhereTheEnvironmentSays() {
    assertThat(DebugFolders.ofSystem(Map.of("DEBUGINFOD_CACHE_PATH", "/a", "HOME", "/h")))
        .isEqualTo(new DebugFolders(List.of(Path.of("/usr/lib/debug")), Path.of("/a")));
    assertThat(DebugFolders.ofSystem(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/h")).debuginfod())
        .isEqualTo(Path.of("/x/debuginfod_client"));
    assertThat(DebugFolders.ofSystem(Map.of("HOME", "/h")).debuginfod())
        .isEqualTo(Path.of("/h/.cache/debuginfod_client"));
  }

  @Test
  void anImageThatIsNoneIsRefused() {
    assertThatThrownBy(() -> files.apart(image, MemorySegment.ofArray(new byte[10])))
        .isInstanceOf(TypesException.class);
  }
}
