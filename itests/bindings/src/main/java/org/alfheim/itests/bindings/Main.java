package org.alfheim.itests.bindings;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alfheim.command.subcommand.BindingsSubcommand;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.elf.SharedObject;
import org.alfheim.loader.CarriedTypes;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.ParseException;

/** Has the bindings of all libraries written, and the types that their bundles would carry. */
public final class Main {
  private Main() {}

  /**
   * Writes.
   *
   * @param args the folder of sources, and that of types
   */
  public static void main(String[] args) {
    // The compiler takes most of the time.
    Arrays.stream(Library.values())
        .parallel()
        .forEach(library -> write(library, Path.of(args[0]), Path.of(args[1])));
  }

  private static void write(Library library, Path sources, Path types) {
    List<String> words = new ArrayList<>(library.headers());
    words.addAll(List.of("--library", library.file().toString()));
    words.addAll(List.of("--package", library.packageName(), "-o", sources.toString()));
    words.addAll(List.of("--name", library.contract()));
    library.failure().ifPresent(kind -> words.addAll(List.of("--failure", kind)));
    library.includes().forEach(folder -> words.addAll(List.of("--include", folder)));
    BindingsSubcommand bindings = new BindingsSubcommand();
    try {
      int status =
          bindings.run(
              new DefaultParser().parse(bindings.options(), words.toArray(String[]::new)),
              new Terminal(System.out, System.err));
      if (status != 0) {
        throw new IllegalStateException(library + ": status " + status);
      }
      Files.createDirectories(types);
      Files.write(types.resolve(library.types()), types(library));
    } catch (ParseException | IOException e) {
      throw new IllegalStateException(library + ": " + e.getMessage(), e);
    }
  }

  private static byte[] types(Library library) throws IOException {
    String file = library.file().toString();
    MemorySegment image = MemorySegment.ofArray(Files.readAllBytes(library.file()));
    return CarriedTypes.withHeaders(
            file,
            SharedObject.parse(file, image),
            library.headers(),
            library.includes().stream().map(folder -> "-I" + folder).toList())
        .btf()
        .orElseThrow();
  }
}
