package org.alfheim.shell.text;

import java.util.List;
import org.alfheim.registry.PluginInventory.Failure;
import org.alfheim.registry.PluginInventory.Holder;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.text.Table;

/** What the inventory knows, as tables. */
public final class ImageTable {
  private ImageTable() {}

  /** Images that are in the process and serve nobody. */
  public static String retired(List<Image> images) {
    if (images.isEmpty()) {
      return "no image is retired";
    }
    long bytes = images.stream().mapToLong(Image::size).sum();
    return table("NAME", images)
        + "\n"
        + bytes
        + " bytes of address space; a new process gives them back";
  }

  /** Images that have the native methods of class loaders. */
  public static String natives(List<Image> images) {
    return table("NATIVE METHODS", images).toString();
  }

  private static Table table(String heading, List<Image> images) {
    Table table = new Table("BUNDLE", heading, "BYTES", "LOCATION");
    images.forEach(image ->
        table.row(
            image.holder().map(Holder::bundle).map(Object::toString).orElse(""),
            image.name(),
            image.size(),
            image.location()));
    return table;
  }

  /** Starts of plugin bundles that failed, each with its reason. */
  public static String failures(List<Failure> failures) {
    if (failures.isEmpty()) {
      return "no plugin bundle has failed to start";
    }
    Table table = new Table("BUNDLE", "NAME", "TIME", "REASON");
    failures.forEach(failure ->
        table.row(
            failure.holder().bundle(),
            failure.holder().symbolicName(),
            failure.time(),
            failure.message()));
    return table.toString();
  }
}
