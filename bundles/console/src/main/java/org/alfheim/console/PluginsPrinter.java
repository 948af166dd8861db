package org.alfheim.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.alfheim.console.json.JsonReport;
import org.alfheim.console.model.Images;
import org.alfheim.console.model.ShownImage;
import org.alfheim.console.model.Size;
import org.alfheim.registry.PluginInventory;
import org.alfheim.registry.PluginInventory.Failure;
import org.alfheim.text.Visible;
import org.apache.felix.inventory.Format;
import org.apache.felix.inventory.InventoryPrinter;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Native plugins in the inventory report: the "Status" pages of the Web Console, and its zip file.
 */
@Component(
    property = {
      InventoryPrinter.NAME + "=native-plugins",
      InventoryPrinter.TITLE + "=Native Plugins",
      InventoryPrinter.FORMAT + "=TEXT",
      InventoryPrinter.FORMAT + "=JSON"
    })
public final class PluginsPrinter implements InventoryPrinter {
  private final Images images;

  /**
   * For the runtime of Declarative Services.
   *
   * @param context this bundle's
   * @param inventory knows the images and the failures
   */
  @Activate
  public PluginsPrinter(BundleContext context, @Reference PluginInventory inventory) {
    this.images = new Images(inventory, context);
  }

  @Override
  public void print(PrintWriter out, Format format, boolean isZip) {
    if (format == Format.JSON) {
      try {
        new JsonReport(out).plugins(images.all(), images.failures());
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
    } else {
      text(out);
    }
  }

  private void text(PrintWriter out) {
    List<ShownImage> all = images.all();
    long size = all.stream().mapToLong(image -> image.image().size()).sum();
    long held = all.stream().mapToLong(image -> image.image().held()).sum();
    out.println(
        all.size()
            + " images, "
            + new Size(size)
            + " of address space, "
            + new Size(held)
            + " of memory in the loader's files");
    for (ShownImage image : all) {
      out.println();
      out.println(Visible.of(image.name()) + " (" + image.stateName() + ")");
      image.bundle().ifPresent(bundle -> out.println("  bundle    " + bundle));
      image.version().ifPresent(version -> out.println("  version   " + version));
      out.println("  location  " + Visible.of(image.location()));
      out.println("  size      " + image.image().size());
      out.println("  held      " + image.image().held());
      out.println("  symbols   " + image.symbols());
      out.println("  needs     " + Visible.of(String.join(", ", image.needed())));
      image
          .image()
          .hosting()
          .ifPresent(hosting -> {
            out.println("  Go        " + hosting.version().orElse("of an unknown version"));
            hosting.plugins().forEach(plugin -> out.println("  runs      " + Visible.of(plugin)));
          });
      if (!image.objects().isEmpty()) {
        out.println("  linked of " + Visible.of(String.join(", ", image.objects())));
      }
      image.linkWarnings().forEach(line -> out.println("  warning   " + Visible.of(line)));
    }
    for (Failure failure : images.failures()) {
      out.println();
      out.println("failed " + failure.time() + ": " + ShownImage.describe(failure.holder()));
      out.println("  " + Visible.of(failure.message()));
    }
  }
}
