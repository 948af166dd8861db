package org.alfheim.bindings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Java over the C API of a library, or over the exports of a Go plugin.
 *
 * @param packageName the package of all files
 * @param files the text of each file, by its name: {@code Zlib.java}
 * @param left what can't be expressed, a symbol, a parameter or a member of a structure, each with
 *     the reason
 * @param methods how many functions and variables can
 */
public record Bindings(
    String packageName,
    SequencedMap<String, String> files,
    SortedMap<String, String> left,
    int methods) {

  /** Writes all that a library's API needs. */
  public static Bindings of(Api plain) {
    StructureNames structureNames = new StructureNames(plain.symbols());
    Api api = plain.with(structureNames.enumerators());
    SortedMap<String, String> left = new TreeMap<>();
    SequencedMap<String, String> files = new TreeMap<>();
    String constants = api.name() + "Constants";
    Documentation documentation = new Documentation(api.places());
    TypeMapping mapping = new TypeMapping(structureNames, new Declarations(api.name(), constants));
    LibraryWriter library = new LibraryWriter(api, mapping, documentation, left);
    files.put(api.name() + ".java", library.write());
    ViewWriter views = new ViewWriter(api, mapping, documentation, left);
    OtherTypesWriter others = new OtherTypesWriter(api, mapping, documentation);
    TableWriter tables = new TableWriter(api, mapping, documentation);
    EnumWriter enumerations = new EnumWriter(api, documentation);
    Set<String> enumerators = new HashSet<>();
    Optional<Declarations.Declaration> next = mapping.declarations().next();
    while (next.isPresent()) {
      String text =
          switch (next.get()) {
            case Declarations.HandleType handle -> others.handle(handle);
            case Declarations.Callback callback -> others.callback(callback);
            case Declarations.Table table -> tables.write(table);
            case Declarations.View view -> views.view(view);
            case Declarations.Value value -> views.value(value);
            case Declarations.Enumeration enumeration -> {
              enumeration.type().enumerators().forEach(each -> enumerators.add(each.name()));
              yield enumerations.write(enumeration);
            }
          };
      files.put(next.get().name() + ".java", text);
      next = mapping.declarations().next();
    }
    Api plainer = api.without(enumerators);
    if (!plainer.constants().isEmpty()) {
      files.put(constants + ".java", new ConstantsWriter(plainer, documentation).write(constants));
    }
    files.put("package-info.java", packageInfo(api));
    return new Bindings(api.packageName(), files, left, library.methods());
  }

  /** Writes all that the exports of a Go plugin need. */
  public static Bindings of(GoPluginApi api) {
    SortedMap<String, String> left = new TreeMap<>();
    SequencedMap<String, String> files = new TreeMap<>();
    GoTypeMapping mapping = new GoTypeMapping(api, new GoDeclarations(api.name()));
    GoMethods methods = new GoMethods(api, mapping);
    files.put(api.name() + ".java", new GoPluginWriter(api, methods, left).write());
    int count = api.exports().size() - left.size();
    GoTypesWriter types = new GoTypesWriter(api, mapping, methods, left);
    Optional<GoDeclarations.Declaration> next = mapping.declarations().next();
    while (next.isPresent()) {
      files.put(next.get().name() + ".java", types.write(next.get()));
      next = mapping.declarations().next();
    }
    List<String> said =
        List.of(
            "The exports of "
                + Javadoc.escaped(api.origin())
                + ", a plugin of Go's, for {@code Plugin.bind("
                + api.name()
                + ".class)}.",
            "What Go gives as its last result and is an {@code error}, is thrown. Slices, maps and"
                + " structures are copies; what is called {@code Ref} stays in Go.");
    files.put("package-info.java", packageInfo(api.origin(), said, api.packageName()));
    return new Bindings(api.packageName(), files, left, count);
  }

  /** The folder of the package. */
  public Path folder(Path sources) {
    return sources.resolve(packageName.replace('.', '/')).normalize();
  }

  /** Those of the files that are there, and that a person wrote. */
  public List<Path> foreign(Path sources) throws IOException {
    List<Path> foreign = new ArrayList<>();
    for (String name : files.keySet()) {
      Path file = folder(sources).resolve(name);
      if (Files.exists(file)
          && !Files.readString(file, StandardCharsets.ISO_8859_1).startsWith(SourceFile.MARK)) {
        foreign.add(file);
      }
    }
    return foreign;
  }

  /**
   * Writes the files. One that has its text already is not touched.
   *
   * @param sources the root of the sources
   * @return how many lines all of them have
   */
  public int write(Path sources) throws IOException {
    Path folder = Files.createDirectories(folder(sources));
    int lines = 0;
    for (Map.Entry<String, String> each : files.entrySet()) {
      Path file = folder.resolve(each.getKey());
      byte[] text = each.getValue().getBytes(StandardCharsets.UTF_8);
      if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), text)) {
        Files.write(file, text);
      }
      lines += Math.toIntExact(each.getValue().lines().count());
    }
    return lines;
  }

  private static String packageInfo(Api api) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        "The C API of "
            + Javadoc.escaped(api.origin())
            + ", for {@code Plugin.bind("
            + api.name()
            + ".class)}.");
    paragraphs.add(
        "C does not say who keeps a callback, so each lives as long as the process ({@code"
            + " @Retained}), nor which handles may be null, so all may but the first of a"
            + " function.");
    return packageInfo(api.origin(), paragraphs, api.packageName());
  }

  private static String packageInfo(String origin, List<String> said, String packageName) {
    return SourceFile.MARK
        + " from "
        + Javadoc.closed(origin)
        + ".\n\n"
        + Javadoc.of("", said)
        + "package "
        + packageName
        + ";\n";
  }
}
