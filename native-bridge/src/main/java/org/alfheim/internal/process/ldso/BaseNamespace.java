package org.alfheim.internal.process.ldso;

import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.internal.search.LinkNamespace;

/**
 * What ld.so has loaded in this process ({@code LM_ID_BASE} of dlmopen(3)), as it is whenever it is
 * asked for.
 */
public final class BaseNamespace implements LinkNamespace {

  /** Of this process. */
  public BaseNamespace() {}

  @Override
  public Optional<Path> file(String name) {
    return LoadedLibrary.find(name);
  }

  @Override
  public boolean defines(String symbol) {
    return GlobalScope.defines(symbol);
  }
}
