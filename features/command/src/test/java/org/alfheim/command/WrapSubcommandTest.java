package org.alfheim.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrapSubcommandTest {
  @TempDir private Path folder;
  private Path image;
  private Path jar;

  @BeforeEach
  void compile() {
    image =
        Tool.gcc(
            folder, "libwrapped.so.1.2.3", "int V = 7;", "-shared", "-Wl,-soname,libwrapped.so.1");
    jar = folder.resolve("wrapped.jar");
  }

  @Test
  void aHeaderGivesTheBundleTypes() throws IOException {
    Path header = Files.writeString(folder.resolve("wrapped.h"), "extern int V;\n");
    Run run = Run.alfheim("wrap", image, "-o", jar, "--header", header);

    assertThat(run.err()).isEmpty();
    try (JarFile file = new JarFile(jar.toFile())) {
      String types = "OSGI-INF/alfheim/types/lib/libwrapped.so.1.2.3.btf";
      assertThat(file.getManifest().getMainAttributes().getValue("Native-Plugin")).contains(types);
      // The magic number of BTF.
      assertThat(file.getInputStream(file.getEntry(types)).readAllBytes())
          .startsWith(0x9f, 0xeb, 0x01);
    }
    Path other = Files.writeString(folder.resolve("other.h"), "extern int W;\n");
    Run refused = Run.alfheim("wrap", image, "-o", jar, "-f", "--header", other);
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("other.h declares none of the 1 names");
  }

  @Test
  void makesAPluginBundleAndSaysWhich() throws IOException {
    Run run = Run.alfheim("wrap", image, "-o", jar);

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            "wrote " + jar + " plugin=libwrapped.so.1.2.3 bundle=libwrapped version=1.2.3\n");
    try (JarFile file = new JarFile(jar.toFile())) {
      Attributes headers = file.getManifest().getMainAttributes();
      assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo("libwrapped");
      assertThat(headers.getValue("Bundle-Version")).isEqualTo("1.2.3");
      String entry = headers.getValue("Native-Plugin").replaceFirst(";.*", "");
      try (InputStream content = file.getInputStream(file.getEntry(entry))) {
        assertThat(content).hasBinaryContent(Files.readAllBytes(image));
      }
    }
    assertOnly(image, jar);
  }

  @Test
  void looksForHeadersInFoldersThatAreNamedFromHere() throws IOException {
    Path include = Files.createDirectory(folder.resolve("the include"));
    Files.writeString(include.resolve("wrapped.h"), "extern int V;");
    Path relative = Path.of("").toAbsolutePath().relativize(include.toAbsolutePath());

    Run run =
        Run.alfheim(
            "wrap", image, "-o", jar, "--header", "wrapped.h", "--include", relative.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    try (JarFile file = new JarFile(jar.toFile())) {
      assertThat(file.getManifest().getMainAttributes().getValue("Native-Plugin"))
          .contains("types=");
    }
  }

  @Test
  void warnsOfALibraryThatThisSystemLacks() {
    Tool.gcc(folder, "libgone.so", "int g = 1;", "-shared", "-Wl,-soname,libgone-alfheim.so.3");
    Path user =
        Tool.gcc(
            folder,
            "libuser.so",
            "extern int g; int *f(void) { return &g; }",
            "-shared",
            "-Wl,--no-as-needed",
            "-L" + folder,
            "-lgone");

    Run run = Run.alfheim("wrap", user, "-o", jar);

    assertThat(run.status()).isZero();
    assertThat(run.err())
        .startsWith("alfheim: warning: " + user + " needs libgone-alfheim.so.3, not found")
        .hasLineCount(1);
    assertThat(jar).exists();
    assertThat(
            Run.alfheim("wrap", "-f", user, "-o", jar, "--requires", "libgone-alfheim.so.3").err())
        .isEmpty();
  }

  @Test
  void listsThatAreGivenTwiceAddUp() throws IOException {
    Path jar = folder.resolve("lists.jar");
    Run run =
        Run.alfheim("wrap", image, "-o", jar, "--waive", "nodlopen", "--waive", "executable-stack");
    assertThat(run.err()).isEmpty();
    try (JarFile made = new JarFile(jar.toFile())) {
      assertThat(made.getManifest().getMainAttributes().getValue("Native-Plugin"))
          .contains("nodlopen", "executable-stack");
    }
  }

  @Test
  void namesTheJarAfterTheBundleInAFolder() {
    assertThat(Run.alfheim("wrap", "--output", folder, image).out())
        .startsWith("wrote " + folder + "/libwrapped-1.2.3.jar ");
    assertThat(folder.resolve("libwrapped-1.2.3.jar")).exists();
  }

  @Test
  void passesOptionsToTheBundle() throws IOException {
    Run run =
        Run.alfheim(
            "wrap",
            image,
            "-o",
            jar,
            "--name",
            "other",
            "--version",
            "9.8.7",
            "--symbols",
            "on-demand");

    assertThat(run.out()).isEqualTo("wrote " + jar + " plugin=other bundle=other version=9.8.7\n");
    try (JarFile file = new JarFile(jar.toFile())) {
      assertThat(file.getManifest().getMainAttributes().getValue("Native-Plugin"))
          .contains("name=\"other\"", "symbols=\"on-demand\"");
    }
  }

  @Test
  void overwritesOnlyIfItIsForced() throws IOException {
    Files.writeString(jar, "precious");

    Run refused = Run.alfheim("wrap", image, "-o", jar);

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            "alfheim: " + jar + ": exists already; --force overwrites it, -o names another\n");
    assertThat(jar).hasContent("precious");
    assertThat(Run.alfheim("wrap", "--force", image, "-o", jar).status()).isZero();
    assertThat(Files.size(jar)).isGreaterThan(Files.size(image));
    assertOnly(image, jar);
  }

  @Test
  void neverWritesOverTheFileItself() throws IOException {
    byte[] before = Files.readAllBytes(image);

    Run run = Run.alfheim("wrap", "--force", image, "-o", image);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("this is the file to wrap");
    assertThat(image).hasBinaryContent(before);
  }

  @Test
  void refusesInOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "nothing to wrap here");

    assertRefused(1, text + ": invalid filetype, only ELF64 supported", text);
    assertRefused(1, "/nowhere/lib.so: no such file", "/nowhere/lib.so");
    assertRefused(1, "/nowhere/x.jar: there is no such folder", image, "-o", "/nowhere/x.jar");
    assertRefused(2, "version=new is not a version", image, "--version", "new");
    assertRefused(2, "option --output needs a value", image, "-o");
    assertRefused(2, "wrap takes one FILE, not 0");
  }

  private static void assertRefused(int status, String complaint, Object... args) {
    Run run = Run.alfheim(Stream.concat(Stream.of("wrap"), Stream.of(args)).toArray());
    assertThat(run.err().lines()).singleElement().asString().startsWith("alfheim: " + complaint);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(status);
  }

  private void assertOnly(Path... files) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.filter(file -> !file.toString().endsWith(".c")))
          .containsExactlyInAnyOrder(files);
    }
  }

  private Path jarOf(String... entries) throws IOException {
    Path file = folder.resolve("rocksdbjni-9.7.3-linux64.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
      for (String entry : entries) {
        out.putNextEntry(new JarEntry(entry));
      }
    }
    return file;
  }

  @Test
  void aJarWithNativeMethodsBecomesABundleThatSaysWhatItIsServedWith() throws IOException {
    Path file = jarOf("org/rocksdb/RocksDB.class", "librocksdbjni-linux64.so");
    Run run = Run.alfheim("wrap", file, "-o", jar);

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            "wrote "
                + jar
                + " bundle=org.rocksdb.rocksdbjni version=9.7.3"
                + " natives=librocksdbjni-linux64.so\n");
    try (JarFile wrapped = new JarFile(jar.toFile())) {
      assertThat(wrapped.getManifest().getMainAttributes().getValue("Provide-Capability"))
          .isEqualTo("org.alfheim.natives;path=\"librocksdbjni-linux64.so\"");
    }
    Run options = Run.alfheim("wrap", file, "-o", jar, "--name", "x");
    assertThat(options.status()).isEqualTo(2);
    assertThat(options.err()).contains("a jar is wrapped as its recipe says, without --name");
  }

  @Test
  void aJarWithoutARecipeIsRefusedWithItsLibrariesAndWhatToDo() throws IOException {
    Path file = jarOf("com/example/X.class", "linux/x86_64/libx.so", "linux/x86_64/liby.so.2");
    Run run = Run.alfheim("wrap", file, "-o", jar);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("there is no recipe for this jar")
        .contains("Provide-Capability: org.alfheim.natives;path=")
        .contains("It has linux/x86_64/libx.so, linux/x86_64/liby.so.2");
    assertThat(jar).doesNotExist();
  }

  @Test
  void aJarWithoutLibrariesIsRefusedAsThat() throws IOException {
    Run run = Run.alfheim("wrap", jarOf("com/example/X.class"), "-o", jar);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("no recipe for this jar, and no library (.so) in it");
    assertThat(jar).doesNotExist();
  }
}
