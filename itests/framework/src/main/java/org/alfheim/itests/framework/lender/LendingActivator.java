package org.alfheim.itests.framework.lender;

import java.lang.foreign.Arena;
import org.alfheim.itests.framework.contract.Keeper;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.Plugin;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/** Lends what the bundle's header {@code Test-Lends} says. */
public final class LendingActivator implements BundleActivator {
  private final Arena arena = Arena.ofShared();

  /** For the framework. */
  public LendingActivator() {}

  @Override
  public void start(BundleContext context) throws InvalidSyntaxException {
    Keeper keeper = context.getService(context.getServiceReference(Keeper.class));
    Answer answer = new Answer(Integer.parseInt(header(context, "Test-Number")));
    switch (header(context, "Test-Lends")) {
      case "for-ever" -> keeper.keep(answer);
      case "for-a-call" -> keeper.once(answer, 1);
      default ->
          keeper.listenTo(
              keeps(context).structure(Keeper.Listener.class).allocate(arena).on(answer));
    }
  }

  private static LocalPlugin keeps(BundleContext context) throws InvalidSyntaxException {
    return (LocalPlugin)
        context.getService(
            context.getServiceReferences(Plugin.class, "(plugin.name=keeps)").iterator().next());
  }

  private static String header(BundleContext context, String name) {
    return context.getBundle().getHeaders().get(name);
  }

  @Override
  public void stop(BundleContext context) {
    arena.close();
  }
}
