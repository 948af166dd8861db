package org.alfheim.itests.objects;

import java.util.List;

/**
 * A language's sources, and how they are compiled.
 *
 * @param language the language
 * @param compiler the compiler
 * @param options its options, in one line
 */
record Build(Language language, String compiler, String options) {
  List<String> optionList() {
    return options.isEmpty() ? List.of() : List.of(options.split(" "));
  }

  /** The system's linker makes no shared object of code for programs. */
  boolean forPrograms() {
    return options.contains("-fPIE") || options.contains("=pie");
  }

  /** The same for a shared object. */
  List<String> optionsOfPeer() {
    return optionList().stream()
        .map(option -> option.replace("-fPIE", "-fPIC").replace("=pie", "=pic"))
        /* A thread-local variable at a fixed distance is for programs alone. */
        .filter(option -> !option.equals("-ftls-model=local-exec"))
        .toList();
  }

  @Override
  public String toString() {
    return language + " " + compiler + " " + options;
  }
}
