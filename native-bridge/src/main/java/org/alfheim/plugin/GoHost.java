package org.alfheim.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A host for Go plugins: a C library of Go's ({@code -buildmode=c-shared}) that has a Go runtime
 * with the package {@code plugin} in it. {@code alfheim go-host} builds one. It is put into the
 * process anew for each runtime, so one file serves any number of plugins.
 */
public sealed interface GoHost extends GoHosts.Answer {

  /** What messages call it. */
  String name();

  /** Where it comes from, for an {@link org.alfheim.plugin.admission.Admission}. */
  Optional<Provenance> provenance();

  /**
   * A host in a file.
   *
   * @param file its path
   * @param provenance where it comes from
   */
  record OfFile(Path file, Optional<Provenance> provenance) implements GoHost {
    /** Checks that there is a path. */
    public OfFile {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(provenance, "provenance");
    }

    @Override
    public String name() {
      return file.toString();
    }
  }

  /**
   * A host that is an entry of an archive, or lies elsewhere where there is no file.
   *
   * @param name what messages call it
   * @param content its bytes
   * @param provenance where it comes from
   */
  record OfStream(String name, Content content, Optional<Provenance> provenance) implements GoHost {
    /** Checks that all are there. */
    public OfStream {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(content, "content");
      Objects.requireNonNull(provenance, "provenance");
    }
  }

  /** Where the bytes of a host are to be had. */
  @ConsumerType
  @FunctionalInterface
  interface Content {
    /**
     * The bytes, from the first one on, the same each time. Who asks for them closes the stream.
     *
     * @return a new stream
     * @throws IOException if they can't be had
     */
    InputStream open() throws IOException;
  }
}
