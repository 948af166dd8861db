package org.alfheim.command.bindings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Java over the C API of a library.
 *
 * @param files the text of each file, by its name: {@code Zlib.java}
 * @param left what can't be expressed, a symbol or a member of a structure, each with the reason
 * @param methods how many functions and variables can
 */
public record Bindings(
    SequencedMap<String, String> files, SortedMap<String, String> left, int methods) {

  /** Writes all that a library's API needs. */
  public static Bindings of(Api plain) {
    StructureNames structureNames = new StructureNames(plain.symbols());
    Api api = plain.with(structureNames.enumerators());
    SortedMap<String, String> left = new TreeMap<>();
    SequencedMap<String, String> files = new TreeMap<>();
    String constants = api.name() + "Constants";
    TypeMapping mapping = new TypeMapping(structureNames, new Declarations(api.name(), constants));
    files.put(api.name() + ".java", new LibraryWriter(api, mapping, left).write());
    int methods = api.symbols().size() - left.size();
    if (!api.constants().isEmpty()) {
      files.put(constants + ".java", new ConstantsWriter(api).write(constants));
    }
    ViewWriter views = new ViewWriter(api, mapping, left);
    OtherTypesWriter others = new OtherTypesWriter(api, mapping);
    Optional<Declarations.Declaration> next = mapping.declarations().next();
    while (next.isPresent()) {
      String text =
          switch (next.get()) {
            case Declarations.HandleType handle -> others.handle(handle);
            case Declarations.Callback callback -> others.callback(callback);
            case Declarations.View view -> views.view(view);
            case Declarations.Value value -> views.value(value);
          };
      files.put(next.get().name() + ".java", text);
      next = mapping.declarations().next();
    }
    files.put("package-info.java", packageInfo(api));
    return new Bindings(files, left, methods);
  }

  /** Whether a file's text was written so, and not by a person. */
  public static boolean wrote(String text) {
    return text.startsWith(SourceFile.MARK);
  }

  /** The name of a class for a name of C: {@code ZStream} for {@code z_stream}. */
  public static String typeName(String c) {
    return JavaNames.type(c);
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
            + " @Retained}), nor which handles may be null, so all may but the first of a function.");
    return SourceFile.MARK
        + " from "
        + api.origin()
        + ".\n\n"
        + Javadoc.of("", paragraphs)
        + "package "
        + api.packageName()
        + ";\n";
  }
}
