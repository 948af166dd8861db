package org.alfheim.internal.nested;

import java.util.Optional;

/** A function by which code loads a library, or looks a symbol up. */
enum LoadingFunction {
  DLOPEN("dlopen", true, 1),
  DLMOPEN("dlmopen", true, 2),
  DLSYM("dlsym", false, 2),
  DLVSYM("dlvsym", false, 2),
  /* The C library's own ways, until 2.34. */
  LIBC_DLOPEN("__libc_dlopen_mode", true, 1),
  LIBC_DLSYM("__libc_dlsym", false, 2),
  LIBC_DLVSYM("__libc_dlvsym", false, 2),
  DL_SYM("_dl_sym", false, 2),
  DL_VSYM("_dl_vsym", false, 2),
  JVM_LOAD("JVM_LoadLibrary", true, 1),
  JVM_FIND("JVM_FindLibraryEntry", false, 2);

  private final String symbol;
  private final boolean loads;
  private final int position;

  LoadingFunction(String symbol, boolean loads, int position) {
    this.symbol = symbol;
    this.loads = loads;
    this.position = position;
  }

  /** Its name. */
  String symbol() {
    return symbol;
  }

  /** Whether it loads a library; if not, it looks a symbol up. */
  boolean loads() {
    return loads;
  }

  /** Which of its parameters is the name of the library or the symbol, from 1 on. */
  int position() {
    return position;
  }

  /** Whether the parameter behind the name is a mode (dlopen(3)). */
  boolean hasMode() {
    return loads && this != JVM_LOAD;
  }

  /** The one of a name. */
  static Optional<LoadingFunction> of(String name) {
    for (LoadingFunction function : values()) {
      if (function.symbol.equals(name)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }

  /** Whether a name is that of one of them. */
  static boolean isOne(String name) {
    return of(name).isPresent();
  }
}
