package org.alfheim.bindings;

import java.util.List;
import org.alfheim.types.FunctionType;

/** Writes handles, callbacks and tables of functions. */
final class OtherTypesWriter {
  private final Api api;
  private final TypeMapping mapping;
  private final Documentation documentation;

  OtherTypesWriter(Api api, TypeMapping mapping, Documentation documentation) {
    this.api = api;
    this.mapping = mapping;
    this.documentation = documentation;
  }

  String handle(Declarations.HandleType handle) {
    return new SourceFile(api)
        .bind("Handle")
        .head(
            Javadoc.of(
                "",
                documentation.ofType(
                    handle.c(), "{@code " + handle.c() + " *}, of which no more is known")))
        .head("public interface " + handle.name() + " extends Handle")
        .text();
  }

  String callback(Declarations.Callback callback) {
    FunctionType function = callback.type();
    SourceFile file = new SourceFile(api);
    String declared = "{@code " + function.declare("(*)") + "}";
    file.head(Javadoc.of("", documentation.ofType(callback.c(), declared)));
    file.head("@FunctionalInterface\npublic interface " + callback.name());
    JavaType result = mapping.returned(function.result());
    ParameterList list = new ParameterList(mapping, file);
    List<String> parameters = list.ofCallback(callback.c(), function.parameters());
    if (function.variadic()) {
      list.more();
    }
    file.use(result);
    file.member(
        Javadoc.of("  ", List.of(function.variadic() ? "Calls C." : "Called by C."))
            + (result.annotation().isEmpty() ? "" : "  " + result.annotation() + "\n")
            + SourceFile.list("  " + result.name() + " call", parameters, "      ", ";")
            + "\n");
    return file.text();
  }
}
