package org.alfheim.plugin.spi;

import java.util.Optional;
import org.alfheim.plugin.Provenance;

/**
 * Where an image comes from that a class loads.
 *
 * @param name what the image is called in messages
 * @param provenance for an {@link org.alfheim.plugin.admission.Admission}
 */
public record CodeOrigin(String name, Optional<Provenance> provenance) {}
