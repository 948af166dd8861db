package org.alfheim.bnd.generate;

import aQute.bnd.service.externalplugin.ExternalPlugin;
import aQute.bnd.service.generate.BuildContext;
import aQute.bnd.service.generate.Generator;
import aQute.bnd.service.generate.Options;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.alfheim.bindings.Api;
import org.alfheim.bindings.Bindings;
import org.alfheim.bindings.BindingsException;
import org.alfheim.bindings.GoPluginApi;
import org.alfheim.bindings.LibraryApi;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;

/**
 * Java over the C API of a library, or over the exports of a Go plugin, as a generator of bnd.
 *
 * <pre>{@code
 * -generate: c/*;output=gen/;system="gcc … -o gen/libpoints.so.1 c/points.c";\
 *   generate=alfheim-bindings;header=c/points.h;library=gen/libpoints.so.1;package=com.example.points
 * }</pre>
 *
 * <p>What a clause may have is in {@link BindingsClause}. What can't be expressed is a warning.
 */
@ExternalPlugin(name = "alfheim-bindings", objectClass = Generator.class)
public final class BindingsGenerator implements Generator<BindingsGenerator.NoOptions> {
  /** There are none on the command line: the clause has attributes. */
  public interface NoOptions extends Options {}

  @Override
  public Optional<String> generate(BuildContext context, NoOptions options) {
    try {
      if (!options._arguments().isEmpty() || !options._properties().isEmpty()) {
        throw new RefusedClauseException(
            "takes no arguments; write them as attributes of the clause: library=…;package=…");
      }
      write(context, BindingsClause.of(context));
      return Optional.empty();
    } catch (RefusedClauseException | BindingsException | ElfException refused) {
      return Optional.of(refused.getMessage());
    } catch (IOException e) {
      return Optional.of("can't be written: " + e);
    }
  }

  private static void write(BuildContext context, BindingsClause clause) throws IOException {
    SharedObject image = image(clause.library());
    if (GoPluginApi.isPlugin(image)) {
      clause.refuseForGo();
      write(
          context,
          clause,
          Bindings.of(
              GoPluginApi.read(
                  image,
                  clause.library(),
                  clause.name(),
                  clause.packageName(),
                  clause.patterns())));
      return;
    }
    LibraryApi library =
        new LibraryApi(
            image, clause.library(), clause.headers(), clause.flags(), clause.patterns());
    LibraryApi.Read read = library.read();
    write(
        context,
        clause,
        Bindings.of(
            Api.of(
                clause.name().orElseGet(library::defaultName),
                clause.packageName(),
                clause.prefix(),
                read,
                clause.failure())));
    read.problems().forEach(problem -> context.warning("%s", problem));
  }

  private static void write(BuildContext context, BindingsClause clause, Bindings bindings)
      throws IOException {
    List<Path> foreign = bindings.foreign(clause.output());
    if (!foreign.isEmpty()) {
      throw new RefusedClauseException(
          foreign.stream().map(Path::toString).collect(Collectors.joining(", "))
              + ": not written by this generator; name another folder, or move what a person"
              + " wrote");
    }
    bindings.write(clause.output());
    bindings.left().forEach((what, why) -> context.warning("%s: %s", what, why));
  }

  private static SharedObject image(Path library) throws IOException {
    if (!Files.isRegularFile(library)) {
      throw new RefusedClauseException(
          "library="
              + library
              + ": no such file; make it first, in a workspace by system=… of the same clause");
    }
    return SharedObject.parse(
        library.toString(), MemorySegment.ofArray(Files.readAllBytes(library)).asReadOnly());
  }
}
