package org.alfheim.itests.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code ./alfheim api}: holds what is built against the signatures, or writes them anew. */
public final class Main {
  private Main() {}

  /**
   * Runs with the bundles on the class path.
   *
   * @param arguments the folder of the signatures, and {@code --accept} to write them
   */
  public static void main(String[] arguments) throws IOException {
    Signatures signatures = new Signatures(Path.of(arguments[0]));
    Exports exports = Exports.onClassPath();
    if (List.of(arguments).contains("--accept")) {
      signatures.accept(exports);
      exports.packages().forEach(System.out::println);
      return;
    }
    List<String> objections = signatures.objections(exports);
    objections.forEach(System.out::println);
    System.exit(objections.isEmpty() ? 0 : 1);
  }
}
