package org.alfheim.itests.framework;

import org.alfheim.plugin.Symbol;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A component that needs one symbol of 100,000. */
@Component(service = SymbolConsumer.class)
public final class SymbolConsumer {
  private final Symbol symbol;

  /** For the runtime of Declarative Services. */
  @Activate
  public SymbolConsumer(
      @Reference(target = "(&(plugin.name=wanted)(symbol.name=n77777))") Symbol symbol) {
    this.symbol = symbol;
  }

  int value() {
    return symbol.variable(int.class).get();
  }
}
