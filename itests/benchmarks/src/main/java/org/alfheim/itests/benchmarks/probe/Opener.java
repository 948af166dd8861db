package org.alfheim.itests.benchmarks.probe;

import java.nio.file.Path;
import org.alfheim.loader.Loader;

/** Who opens a file. */
public enum Opener {
  /** Alfheim. */
  ALFHEIM {
    @Override
    void open(Path file) {
      Loader.open(file);
    }
  },
  /** The C library. */
  DLOPEN {
    @Override
    void open(Path file) {
      Dlopen.open(file);
    }
  };

  abstract void open(Path file);

  /** How long it takes, in nanoseconds. */
  final long time(Path file) {
    long start = System.nanoTime();
    open(file);
    return System.nanoTime() - start;
  }
}
