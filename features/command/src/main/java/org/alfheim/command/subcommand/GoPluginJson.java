package org.alfheim.command.subcommand;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.bind.SymbolKind;
import org.alfheim.internal.go.GoExport;
import org.alfheim.internal.go.GoPlugin;

/** What a Go plugin says of itself, as an object of JSON. */
final class GoPluginJson {
  private GoPluginJson() {}

  static Map<String, Object> of(GoPlugin plugin) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", plugin.version());
    json.put("path", plugin.path());
    json.put("flags", plugin.flags());
    json.put("race", plugin.race());
    json.put("packages", plugin.packages());
    json.put("exports", plugin.exports().map(GoPluginJson::exports));
    json.put("problems", plugin.problems());
    return json;
  }

  static List<Map<String, Object>> exports(List<GoExport> exports) {
    return exports.stream().map(GoPluginJson::export).toList();
  }

  private static Map<String, Object> export(GoExport export) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", export.name());
    json.put("kind", kind(export).label());
    json.put("type", export.declaration());
    json.put("typeFrom", "Go");
    return json;
  }

  static SymbolKind kind(GoExport export) {
    return export.function() ? SymbolKind.FUNCTION : SymbolKind.VARIABLE;
  }
}
