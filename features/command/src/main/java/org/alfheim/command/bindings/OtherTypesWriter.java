package org.alfheim.command.bindings;

import java.util.List;
import org.alfheim.types.FunctionType;

/** Writes handles and callbacks. */
final class OtherTypesWriter {
  private final Api api;
  private final TypeMapping mapping;

  OtherTypesWriter(Api api, TypeMapping mapping) {
    this.api = api;
    this.mapping = mapping;
  }

  String handle(Declarations.HandleType handle) {
    return new SourceFile(api)
        .bind("Handle")
        .head(Javadoc.of("", List.of("{@code " + handle.c() + " *}, of which no more is known.")))
        .head("public interface " + handle.name() + " extends Handle")
        .text();
  }

  String callback(Declarations.Callback callback) {
    FunctionType function = callback.type();
    SourceFile file = new SourceFile(api);
    file.head(Javadoc.of("", List.of("{@code " + function.declare("(*)") + "}")));
    file.head("@FunctionalInterface\npublic interface " + callback.name());
    JavaType result = mapping.returned(function.result());
    List<String> parameters = new ParameterList(mapping, file).ofCallback(function.parameters());
    file.use(result);
    file.member(
        Javadoc.of("  ", List.of("Called by C."))
            + (result.annotation().isEmpty() ? "" : "  " + result.annotation() + "\n")
            + SourceFile.list("  " + result.name() + " call", parameters, "      ", ";")
            + "\n");
    return file.text();
  }
}
