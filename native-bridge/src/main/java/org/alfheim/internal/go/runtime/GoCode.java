package org.alfheim.internal.go.runtime;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.carrier.Provider;
import org.alfheim.internal.process.libc.Address;

/**
 * An image of Go's in place: a host or a plugin.
 *
 * @param image the image, with all its definitions
 * @param bias what is added to an address in the image
 * @param provider the image as one that others can be bound to
 */
public record GoCode(SharedObject image, Address bias, Provider provider) {

  /**
   * Where a symbol that the image defines lies.
   *
   * @param symbol its name
   * @return the address; empty if there is no such symbol, or it is no place in memory
   */
  public OptionalLong find(String symbol) {
    OptionalInt index = image.find(symbol);
    if (index.isEmpty()) {
      return OptionalLong.empty();
    }
    ElfSymbol found = image.symbols().get(index.getAsInt());
    return found.absolute() || found.type() == ElfSymbol.Type.TLS
        ? OptionalLong.empty()
        : OptionalLong.of(bias.of(found.value()).value());
  }
}
