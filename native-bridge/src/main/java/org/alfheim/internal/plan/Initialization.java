package org.alfheim.internal.plan;

import java.util.Optional;
import org.alfheim.elf.AddressArray;
import org.alfheim.elf.Vaddr;

/**
 * What runs before an image is in use and when the process ends (gABI, "Initialization and
 * Termination Functions"): {@code init}, then each entry of {@code initArray} in order; at the end
 * each entry of {@code finiArray} in reverse order, then {@code fini}.
 *
 * @param init {@code DT_INIT}
 * @param initArray {@code DT_INIT_ARRAY}: where the pointers lie
 * @param finiArray {@code DT_FINI_ARRAY}: where the pointers lie
 * @param fini {@code DT_FINI}
 */
public record Initialization(
    Optional<Vaddr> init, AddressArray initArray, AddressArray finiArray, Optional<Vaddr> fini) {}
