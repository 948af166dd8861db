package org.alfheim.bindings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.alfheim.types.ArrayType;
import org.alfheim.types.PointerType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;

/** Writes views and records of structures. */
final class ViewWriter {
  private static final int DEEPEST = 32;

  private final Api api;
  private final TypeMapping mapping;
  private final Documentation documentation;
  private final SortedMap<String, String> left;

  ViewWriter(
      Api api, TypeMapping mapping, Documentation documentation, SortedMap<String, String> left) {
    this.api = api;
    this.documentation = documentation;
    this.mapping = mapping;
    this.left = left;
  }

  String view(Declarations.View view) {
    SourceFile file = new SourceFile(api).bind("Struct");
    String c = view.c().orElse(view.type().name());
    file.head(Javadoc.of("", documentation.ofType(c, "{@code " + c + "}, where it lies")));
    if (view.c().isPresent() && !JavaNames.found(view.name(), c)) {
      file.bind("Name").head("@Name(" + JavaNames.literal(c) + ")\n");
    }
    file.head("public interface " + view.name() + " extends Struct");
    Set<String> taken = new HashSet<>(Set.of("memory"));
    for (Member member : named(view.type(), 0)) {
      try {
        member(file, view, member, taken);
      } catch (InexpressibleException e) {
        left.put(c + "." + member.name(), e.getMessage());
      }
    }
    return file.text();
  }

  /** The members, with those of structures that have no name. */
  private static List<Member> named(StructureType type, int depth) {
    List<Member> named = new ArrayList<>();
    for (Member member : type.members()) {
      if (!member.name().isEmpty()) {
        named.add(member);
      } else if (depth < DEEPEST && member.type().resolved() instanceof StructureType inner) {
        named.addAll(named(inner, depth + 1));
      }
    }
    return named;
  }

  private void member(SourceFile file, Declarations.View view, Member member, Set<String> taken) {
    JavaType type = mapping.member(member, view.name());
    String name = JavaNames.member(member.name());
    while (!taken.add(name)) {
      name += "_";
    }
    String annotation = "";
    if (!JavaNames.isWordsOf(name, member.name())) {
      file.bind("Name");
      annotation = "  @Name(" + JavaNames.literal(member.name()) + ")\n";
    }
    file.use(type);
    String c =
        member.type().declare(member.name())
            + (member.bitWidth().isPresent() ? " : " + member.bitWidth().getAsInt() : "");
    file.member(
        Javadoc.of(
                "  ",
                documentation.ofMember(view.c().orElse(""), member.name(), "{@code " + c + "}"))
            + annotation
            + (type.annotation().isEmpty() ? "" : "  " + type.annotation() + "\n")
            + "  "
            + type.name()
            + " "
            + name
            + "();\n");
    if (TypeMapping.isVariadic(member.type())) {
      left.put(view.c().orElse(view.name()) + "." + member.name(), CallableTypes.NO_REST);
    }
    JavaType written = written(member, type);
    if (written != null) {
      String parameter = file.use(written) + " value";
      file.member(
          annotation
              + SourceFile.list("  " + view.name() + " " + name, List.of(parameter), "      ", ";")
              + "\n");
    }
  }

  /** What a member is written as; null if it is only read. */
  private JavaType written(Member member, JavaType read) {
    return switch (member.type().resolved()) {
      case StructureType _ -> null;
      case ArrayType _ -> read.equals(JavaType.SEGMENT) ? null : read;
      case PointerType _ -> pointer(member, read);
      default -> read;
    };
  }

  /** C may copy a function pointer out of the structure, so it is there for ever. */
  private JavaType pointer(Member member, JavaType read) {
    if (read.equals(JavaType.STRING) || TypeMapping.isVariadic(member.type())) {
      return JavaType.SEGMENT;
    }
    return mapping.isCalled(member.type(), read) ? read.with("Retained") : read;
  }

  /** What is said of a structure, and of its members that are said anything of. */
  private List<String> paragraphs(Declarations.Value value) {
    return documentation.ofType(value.c(), "A copy of {@code " + value.c() + "}");
  }

  String value(Declarations.Value value) {
    SourceFile file = new SourceFile(api);
    file.head(Javadoc.of("", paragraphs(value)));
    if (!JavaNames.found(value.name(), value.c())) {
      file.bind("Name").head("@Name(" + JavaNames.literal(value.c()) + ")\n");
    }
    List<String> components = new ArrayList<>();
    for (Member member : value.type().members()) {
      String name = JavaNames.member(member.name());
      boolean same = JavaNames.isWordsOf(name, member.name());
      if (!same) {
        file.bind("Name");
      }
      components.add(
          (same ? "" : "@Name(" + JavaNames.literal(member.name()) + ") ")
              + file.use(mapping.component(member, value.c()))
              + " "
              + name);
    }
    String braces = " {}"; // Of a file without members, which count for the width.
    String whole = SourceFile.list("public record " + value.name(), components, "    ", braces);
    return file.head(whole.substring(0, whole.length() - braces.length())).text();
  }
}
