package org.alfheim.bindings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.alfheim.types.GoType;

/** Writes the records, references and functions that the exports of a Go plugin need. */
final class GoTypesWriter {
  private static final String FURTHER = "    ";

  /** What an object that stays in Go has in Java already. */
  private static final Set<String> OF_OBJECTS = Set.of("close", "equals", "reference");

  private final GoPluginApi api;
  private final GoTypeMapping mapping;
  private final GoMethods methods;
  private final SortedMap<String, String> left;

  /**
   * Begins.
   *
   * @param left takes the methods that can't be expressed, each with the reason
   */
  GoTypesWriter(
      GoPluginApi api, GoTypeMapping mapping, GoMethods methods, SortedMap<String, String> left) {
    this.api = api;
    this.mapping = mapping;
    this.methods = methods;
    this.left = left;
  }

  String write(GoDeclarations.Declaration declaration) {
    return switch (declaration) {
      case GoDeclarations.Value value -> value(value);
      case GoDeclarations.Reference reference -> reference(reference);
      case GoDeclarations.Callable callable -> callable(callable);
      case GoDeclarations.Results results -> results(results);
    };
  }

  private SourceFile file() {
    return new SourceFile(api.origin(), api.packageName());
  }

  private String value(GoDeclarations.Value value) {
    SourceFile file = file();
    List<GoType.Field> fields = GoExpressibility.exported(value.struct());
    List<String> names = fields.stream().map(GoType.Field::name).toList();
    Map<String, String> java = GoNames.members(names, Set.of());
    List<String> components = new ArrayList<>();
    for (GoType.Field field : fields) {
      String name = java.get(field.name());
      String type =
          file.use(mapping.of(field.type(), value.name() + GoNames.capitalised(field.name())));
      String annotation = "";
      if (!GoNames.found(name, field.name(), names)) {
        file.bind("Name");
        annotation = "@Name(" + JavaNames.literal(field.name()) + ") ";
      }
      components.add(annotation + type + " " + name);
    }
    List<String> said = new ArrayList<>();
    boolean named = value.go() instanceof GoType.Named;
    said.add(
        "A copy of " + GoMethods.code(named ? value.go().text() : value.struct().text()) + ".");
    if (named) {
      said.add(GoMethods.code("type " + simple(value.go()) + " " + value.struct().text()));
    }
    if (fields.size() < value.struct().fields().size()) {
      said.add("Fields that Go does not export stay there, and are zero in what Java gives.");
    }
    return record(file, said, value.name(), components);
  }

  private static String simple(GoType go) {
    return go.text().substring(go.text().indexOf('.') + 1);
  }

  private static String record(
      SourceFile file, List<String> said, String name, List<String> components) {
    return file.head(Javadoc.of("", said))
        .head(SourceFile.list("public record " + name, components, FURTHER, ""))
        .text();
  }

  private String results(GoDeclarations.Results results) {
    SourceFile file = file();
    List<String> components = new ArrayList<>();
    for (int i = 0; i < results.types().size(); i++) {
      String place = results.name() + (i + 1);
      components.add(file.use(mapping.of(results.types().get(i), place)) + " result" + (i + 1));
    }
    String all = GoMethods.code(new GoType.Func(List.of(), results.types(), false).signature());
    return record(
        file,
        List.of("What {@code " + Javadoc.closed(results.of()) + "} gives: " + all + "."),
        results.name(),
        components);
  }

  private String reference(GoDeclarations.Reference reference) {
    SourceFile file = file().go("GoObject");
    file.head(
        Javadoc.of("", List.of(GoMethods.code(reference.go().text()) + ", which stays in Go.")));
    file.head("public interface " + reference.name() + " extends GoObject");
    List<GoType.Method> own = api.methods(reference.go());
    Map<String, String> names =
        GoNames.members(own.stream().map(GoType.Method::name).toList(), OF_OBJECTS);
    for (GoType.Method method : own) {
      try {
        file.member(
            methods.method(
                file, method.name(), names.get(method.name()), reference.name(), method.type()));
      } catch (InexpressibleException e) {
        left.put(reference.go().text() + "." + method.name(), e.getMessage());
      }
    }
    return file.text();
  }

  private String callable(GoDeclarations.Callable callable) {
    SourceFile file = file();
    List<String> said = new ArrayList<>();
    String signature = GoMethods.code(callable.func().text());
    said.add(
        callable.go() instanceof GoType.Named
            ? GoMethods.code(callable.go().text()) + ", which is " + signature + "."
            : signature);
    file.head(Javadoc.of("", said));
    file.head("@FunctionalInterface\npublic interface " + callable.name());
    file.member(
        Javadoc.of("  ", List.of("Calls it, or is called by Go."))
            + methods.called(file, callable.name(), callable.func()));
    return file.text();
  }
}
