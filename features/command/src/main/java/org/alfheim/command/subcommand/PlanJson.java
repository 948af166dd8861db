package org.alfheim.command.subcommand;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.alfheim.internal.carrier.Dependency;
import org.alfheim.internal.plan.Import;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.preview.PlannedImage;
import org.alfheim.internal.relocation.Mapping;
import org.alfheim.names.DemangledName;

/** A planned file as an object of JSON. */
final class PlanJson {
  private PlanJson() {}

  static Map<String, Object> of(PlannedImage file) {
    Plan plan = file.plan();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", plan.image().name());
    json.put("soname", plan.image().soname());
    json.put("objects", file.objects());
    json.put("start", plan.layout().start());
    json.put("size", plan.layout().size());
    json.put("align", plan.layout().align());
    json.put("needs", plan.dependencies().stream().map(needed -> json(file, needed)).toList());
    json.put("missing", file.missing());
    json.put("imports", Import.of(plan).stream().map(PlanJson::json).toList());
    json.put("carrier", Map.of("start", plan.carrier().start(), "size", plan.carrier().size()));
    json.put("mappings", plan.layout().mappings().stream().map(PlanJson::json).toList());
    json.put("fixups", plan.fixups().countByKind());
    json.put("sealed", plan.layout().sealed());
    json.put("initialization", plan.initialization());
    return json;
  }

  private static Map<String, Object> json(Import wanted) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", wanted.type());
    json.put("name", wanted.name());
    json.put("demangled", wanted.name().flatMap(DemangledName::of));
    json.put("version", wanted.version());
    json.put("file", wanted.file());
    json.put("weak", wanted.weak());
    return json;
  }

  private static Map<String, Object> json(PlannedImage file, Dependency dependency) {
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
