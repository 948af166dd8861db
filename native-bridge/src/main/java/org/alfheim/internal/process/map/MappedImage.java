package org.alfheim.internal.process.map;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.carrier.Provider;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.internal.process.libc.NativeCall;

/** An image that Alfheim has mapped and relocated. */
public final class MappedImage implements LiveImage {
  private final SharedObject image;
  private final CarrierObject carrier;
  private final long relocations;
  private final long held;
  private final boolean filter;
  private final Map<Vaddr, Address> resolved = new ConcurrentHashMap<>();

  MappedImage(SharedObject image, CarrierObject carrier, long relocations, long held) {
    this.image = image;
    this.carrier = carrier;
    this.relocations = relocations;
    this.held = held;
    this.filter = image.filter();
  }

  /**
   * An image that another copy of these classes has put in place.
   *
   * @param image the image, parsed from the published bytes
   * @param published where it lies
   * @return the image
   */
  public static MappedImage adopt(SharedObject image, PublishedImage published) {
    return new MappedImage(
        image, CarrierObject.of(published), published.relocations(), published.held());
  }

  /**
   * What another copy of these classes has to know of the image.
   *
   * @param source the image's bytes
   * @return where it lies
   */
  public PublishedImage publish(SealedImage source) {
    return new PublishedImage(
        carrier.handle(),
        carrier.name(),
        carrier.bias(),
        new Address(source.bytes().address()),
        source.bytes().byteSize(),
        relocations,
        held);
  }

  @Override
  public Address bias() {
    return carrier.bias();
  }

  /** The bytes of memory that the files take which were made for the image, in whole pages. */
  public long held() {
    return held;
  }

  /** How many relocations were applied. */
  public long relocations() {
    return relocations;
  }

  /**
   * The image as what another image's {@code DT_NEEDED} can be satisfied by.
   *
   * @param soname the soname that it stands for
   * @return the provider
   */
  public Provider provider(String soname) {
    return new Provider(soname, carrier.name(), image);
  }

  @Override
  public MemorySegment locate(ElfSymbol symbol, Optional<String> version, long size) {
    Address address =
        switch (symbol.type()) {
          case GNU_IFUNC -> resolved.computeIfAbsent(symbol.value(), this::resolve);
          case TLS -> carrier.find(symbol.name(), version);
          /* Of a filter, ld.so gives the definition of the library that it filters. */
          default -> filter ? carrier.find(symbol.name(), version) : bias().of(symbol.value());
        };
    return Memory.segment(address, size);
  }

  private Address resolve(Vaddr resolver) {
    return new Address(
        NativeCall.invoke(MemorySegment.ofAddress(bias().of(resolver).value())).value());
  }

  /**
   * The image as one that is closed when nobody has it any more.
   *
   * @throws IllegalStateException if it was not planned so
   */
  public ClosingImage closing() {
    return new ClosingImage(
        carrier,
        carrier
            .file()
            .orElseThrow(() -> new IllegalStateException(image.name() + " is never closed")));
  }

  /** Whether the image is there: whether it has not been closed, if it is one that is. */
  public boolean isThere() {
    return carrier.file().isEmpty() || carrier.file().get().isOpen();
  }

  /** Gives the address range back; nothing of the image may be in use. */
  public void discard() {
    carrier.unload();
  }
}
