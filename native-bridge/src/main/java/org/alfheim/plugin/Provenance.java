package org.alfheim.plugin;

import org.alfheim.plugin.admission.Admission;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where the opener of an image says that it comes from. Whoever opens it for others (a framework's
 * bundles, say) implements this, and gives an {@link Admission} what it wants to know.
 */
@ConsumerType
public interface Provenance {
  /** A URL or another name of the place; for a bundle its location. */
  String location();
}
