package org.alfheim.bindings;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.alfheim.internal.go.GoExport;
import org.alfheim.types.GoType;

/** Writes the interface of a Go plugin: a method for each function, and two for each variable. */
final class GoPluginWriter {
  private final GoPluginApi api;
  private final GoMethods methods;
  private final SortedMap<String, String> left;

  /**
   * Begins.
   *
   * @param left takes the exports that can't be expressed, each with the reason
   */
  GoPluginWriter(GoPluginApi api, GoMethods methods, SortedMap<String, String> left) {
    this.api = api;
    this.methods = methods;
    this.left = left;
  }

  String write() {
    SourceFile file = new SourceFile(api.origin(), api.packageName());
    file.head(
        Javadoc.of(
            "",
            List.of(
                "The functions and variables of "
                    + Javadoc.escaped(api.origin())
                    + (api.path().isEmpty() ? "" : " (" + Javadoc.escaped(api.path()) + ")")
                    + ".")));
    file.head("public interface " + api.name());
    Map<String, String> names =
        GoNames.members(api.exports().stream().map(GoExport::name).toList(), Set.of("equals"));
    for (GoExport export : api.exports()) {
      String java = names.get(export.name());
      try {
        file.member(
            export.function() && export.type() instanceof GoType.Func func
                ? methods.method(file, export.name(), java, "", func)
                : methods.variable(file, export.name(), java, export.type()));
      } catch (InexpressibleException e) {
        left.put(export.name(), e.getMessage());
      }
    }
    return file.text();
  }
}
