package org.alfheim.command.subcommand;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.alfheim.link.Dependency;
import org.alfheim.link.Import;
import org.alfheim.link.Mapping;
import org.alfheim.link.Plan;
import org.alfheim.text.plan.PlannedFile;

/** A planned file as an object of JSON. */
final class PlanJson {
  private PlanJson() {}

  static Map<String, Object> of(PlannedFile file) {
    Plan plan = file.plan();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", plan.image().name());
    json.put("soname", plan.image().soname());
    json.put("start", plan.layout().start());
    json.put("size", plan.layout().size());
    json.put("align", plan.layout().align());
    json.put("needs", plan.dependencies().stream().map(needed -> json(file, needed)).toList());
    json.put("missing", file.missing());
    json.put("imports", Import.of(plan));
    json.put("carrier", Map.of("start", plan.carrier().start(), "size", plan.carrier().size()));
    json.put("mappings", plan.layout().mappings().stream().map(PlanJson::json).toList());
    json.put("fixups", plan.fixups().countByKind());
    json.put("sealed", plan.layout().sealed());
    json.put("initialization", plan.initialization());
    return json;
  }

  private static Map<String, Object> json(PlannedFile file, Dependency dependency) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", dependency.needed());
    json.put("plugin", dependency instanceof Dependency.OnPlugin);
    if (dependency instanceof Dependency.OnSystem) {
      json.put("file", file.find(dependency.needed()).map(Path::toString));
    }
    return json;
  }

  private static Map<String, Object> json(Mapping mapping) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "content",
        switch (mapping) {
          case Mapping.FilePages _ -> "file";
          case Mapping.ZeroPages _, Mapping.Clearing _ -> "zeros";
        });
    json.put("start", mapping.start());
    json.put("size", mapping.size());
    if (mapping instanceof Mapping.FilePages pages) {
      json.put("fileOffset", pages.fileOffset());
    }
    json.put("writable", mapping.writable());
    json.put("executable", mapping.executable());
    return json;
  }
}
