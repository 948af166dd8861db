package org.alfheim.internal.debuginfo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.dwarf.DwarfTypes;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.CType;
import org.alfheim.types.StructureType;

/** Compiles with debug information, and reads it. */
public record DebugBuild(Path folder) {

  /** Compiles a source, its name's end being its language's, with whatever the options ask for. */
  public Path compile(String compiler, String name, String source, String... options) {
    String suffix = compiler.endsWith("++") ? ".cpp" : compiler.equals("gfortran") ? ".f90" : ".c";
    try {
      Path input = Files.writeString(folder.resolve(name + suffix), source);
      Path output = folder.resolve(name);
      // From inside the folder: what is split off is written there.
      List<String> command =
          new ArrayList<>(List.of("env", "-C", folder.toString(), compiler, "-g", "-w"));
      command.addAll(List.of(options));
      command.addAll(List.of("-o", output.toString(), input.getFileName().toString()));
      Compiler.run(command);
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Links objects of this folder, with whatever the options ask for. */
  public Path link(String compiler, String name, List<Path> objects, String... options) {
    Path output = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("env", "-C", folder.toString(), compiler, "-g"));
    command.addAll(List.of(options));
    command.addAll(List.of("-o", output.toString()));
    objects.forEach(object -> command.add(object.getFileName().toString()));
    Compiler.run(command);
    return output;
  }

  /** A shared object of a source. */
  public Path library(String compiler, String source, String... options) {
    List<String> all = new ArrayList<>(List.of("-shared", "-fPIC"));
    all.addAll(List.of(options));
    return compile(compiler, "lib.so", source, all.toArray(String[]::new));
  }

  /** A shared object of Rust, of a crate of the same name. */
  public Path rust(String crate, String source) {
    try {
      Path input = Files.writeString(folder.resolve(crate + ".rs"), source);
      Path output = folder.resolve(crate + ".so");
      Compiler.run(
          List.of(
              "rustc",
              "--edition=2021",
              "--crate-type=cdylib",
              "-g",
              "-o",
              output.toString(),
              input.toString()));
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The debug information in a file itself. */
  public DwarfTypes types(Path file) {
    DebugFolders none = new DebugFolders(List.of(), folder.resolve("none"));
    return new DebugFiles(none)
        .in(file, MappedFile.of(file).orElseThrow())
        .orElseThrow(() -> new AssertionError(file + " has no debug information"));
  }

  /** What a symbol of a name is declared as. */
  public static String declaration(DwarfTypes types, String symbol) {
    return types
        .find(SymbolPlace.named(symbol))
        .map(type -> type.declare(symbol))
        .orElse("unknown");
  }

  /** The members of a structure with their places: {@code int x @0; unsigned y : 3 @32}. */
  public static String layout(CType type) {
    StringBuilder text = new StringBuilder();
    for (StructureType.Member member : ((StructureType) type.resolved()).members()) {
      text.append(text.isEmpty() ? "" : "; ").append(member.type().declare(member.name()));
      member.bitWidth().ifPresent(bits -> text.append(" : ").append(bits));
      text.append(" @").append(member.bitOffset());
    }
    return text.toString();
  }
}
