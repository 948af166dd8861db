package org.alfheim.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.foreign.MemorySegment;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.alfheim.bind.Handle;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.header.HeaderRequest;
import org.alfheim.internal.header.HeaderTypes;
import org.alfheim.internal.symboltypes.ImageBytes;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.OpenOptions;

/** Sources with a {@code Program} among them, compiled as strictly as javac can. */
record CompiledBindings(Path sources, Path classes) {

  /**
   * Has the program run over a library, whose types are those of headers if there are any.
   *
   * @return what {@code Program.run(LocalPlugin)} says
   */
  String run(String library, String... headers) throws Exception {
    compile();
    OpenOptions.Builder options = OpenOptions.builder();
    if (headers.length > 0) {
      options.typesFrom(new ImageBytes(headers[0], types(library, headers)));
    }
    LocalPlugin plugin = Loader.openLocal(Path.of(library), options.build());
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, CompiledBindings.class.getClassLoader())) {
      return (String)
          loader.loadClass("Program").getMethod("run", LocalPlugin.class).invoke(null, plugin);
    }
  }

  private static MemorySegment types(String library, String... headers) throws IOException {
    SharedObject image =
        SharedObject.parse(library, MemorySegment.ofArray(Files.readAllBytes(Path.of(library))));
    List<String> exports =
        image.exported().mapToObj(index -> image.symbols().get(index).name()).toList();
    HeaderRequest request =
        new HeaderRequest(List.of(headers), exports, HeaderRequest.DEFAULT_COMPILER, List.of());
    return MemorySegment.ofArray(HeaderTypes.read(request).btf()).asReadOnly();
  }

  private void compile() throws IOException, URISyntaxException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    Path bindings =
        Path.of(Handle.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null);
        Stream<Path> all = Files.walk(Files.createDirectories(classes).resolve(sources))) {
      List<String> options =
          List.of(
              "-Xlint:all",
              "-Werror",
              "-proc:none",
              "-parameters",
              "-d",
              classes.toString(),
              "-cp",
              bindings.toString());
      List<Path> java = all.filter(file -> file.toString().endsWith(".java")).toList();
      boolean compiled =
          javac
              .getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
              .call();
      assertThat(compiled).as(said.toString()).isTrue();
    }
    assertThat(said.toString()).isEmpty();
  }
}
