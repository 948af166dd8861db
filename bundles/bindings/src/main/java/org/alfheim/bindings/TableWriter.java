package org.alfheim.bindings;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.alfheim.types.FunctionType;
import org.alfheim.types.PointerType;
import org.alfheim.types.StructureType.Member;

/** Writes structures of function pointers: an interface with a method for each member. */
final class TableWriter {
  private final Api api;
  private final TypeMapping mapping;
  private final Documentation documentation;

  TableWriter(Api api, TypeMapping mapping, Documentation documentation) {
    this.api = api;
    this.mapping = mapping;
    this.documentation = documentation;
  }

  String write(Declarations.Table table) {
    SourceFile file = new SourceFile(api);
    file.head(
        Javadoc.of(
            "",
            documentation.ofType(table.c(), "{@code " + table.c() + "}, a table of functions")));
    if (!JavaNames.found(table.name(), table.c())) {
      file.bind("Name").head("@Name(" + JavaNames.literal(table.c()) + ")\n");
    }
    file.bind("FunctionTable").head("public interface " + table.name() + " extends FunctionTable");
    Set<String> taken = new HashSet<>();
    for (Member member : table.type().members()) {
      member(file, table, member, taken);
    }
    return file.text();
  }

  private void member(SourceFile file, Declarations.Table table, Member member, Set<String> taken) {
    String name = JavaNames.member(member.name());
    while (!taken.add(name)) {
      name += "_";
    }
    JavaType result;
    List<String> parameters = List.of();
    if (member.type().resolved() instanceof PointerType pointer
        && pointer.target().resolved() instanceof FunctionType function) {
      result = mapping.returned(function.result());
      parameters =
          new ParameterList(mapping, file)
              .ofCallback(table.c() + "_" + member.name(), function.parameters());
    } else {
      result = mapping.member(member, table.name());
    }
    file.use(result);
    String declared = "{@code " + member.type().declare(member.name()) + "}";
    String annotation = "";
    if (!JavaNames.isWordsOf(name, member.name())) {
      file.bind("Name");
      annotation = "  @Name(" + JavaNames.literal(member.name()) + ")\n";
    }
    file.member(
        Javadoc.of("  ", documentation.ofMember(table.c(), member.name(), declared))
            + annotation
            + (result.annotation().isEmpty() ? "" : "  " + result.annotation() + "\n")
            + SourceFile.list("  " + result.name() + " " + name, parameters, "      ", ";")
            + "\n");
  }
}
