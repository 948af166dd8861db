package org.alfheim.process;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.Vaddr;
import org.alfheim.link.Plan;
import org.alfheim.link.Provider;

/** An image that Alfheim has mapped and relocated. */
public final class MappedImage implements LiveImage {
  private final Plan plan;
  private final CarrierObject carrier;
  private final Map<Vaddr, Address> resolved = new ConcurrentHashMap<>();

  MappedImage(Plan plan, CarrierObject carrier) {
    this.plan = plan;
    this.carrier = carrier;
  }

  /** The plan that was carried out. */
  public Plan plan() {
    return plan;
  }

  @Override
  public Address bias() {
    return carrier.bias();
  }

  /**
   * The image as what another image's {@code DT_NEEDED} can be satisfied by.
   *
   * @param soname the soname that it stands for
   * @return the provider
   */
  public Provider provider(String soname) {
    return new Provider(soname, carrier.name(), plan.image());
  }

  @Override
  public MemorySegment locate(ElfSymbol symbol, Optional<String> version) {
    Address address =
        switch (symbol.type()) {
          case GNU_IFUNC -> resolved.computeIfAbsent(symbol.value(), this::resolve);
          case TLS -> carrier.find(symbol.name());
          default ->
              symbol.absolute() ? new Address(symbol.value().value()) : bias().of(symbol.value());
        };
    return Memory.segment(address, symbol.size());
  }

  private Address resolve(Vaddr resolver) {
    return new Address(
        NativeCall.invoke(MemorySegment.ofAddress(bias().of(resolver).value())).value());
  }

  /**
   * Runs the constructors: {@code DT_INIT}, then {@code DT_INIT_ARRAY}; then arms the termination
   * functions.
   */
  public void initialize() {
    Initializer.of(plan, carrier.bias()).run();
  }

  /** Gives the address range back; nothing of the image may be in use. */
  public void discard() {
    carrier.unload();
  }
}
