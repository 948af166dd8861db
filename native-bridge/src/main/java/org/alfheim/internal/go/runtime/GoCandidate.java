package org.alfheim.internal.go.runtime;

import java.util.List;
import org.alfheim.internal.carrier.Provider;
import org.alfheim.internal.go.GoModule;

/** A plugin that is to be opened in a runtime. */
public interface GoCandidate {

  /** The plugin, as its file describes it. */
  GoModule module();

  /**
   * Puts the image in place and runs its constructors, which make it known to the runtime. It is
   * called by Go in the middle of {@code plugin.Open}.
   *
   * @param scope the images whose definitions come before its own: the host and the plugins that
   *     were opened before, in this order
   * @return the image in place
   */
  GoCode place(List<Provider> scope);
}
