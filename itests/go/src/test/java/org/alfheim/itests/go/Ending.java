package org.alfheim.itests.go;

import java.nio.file.Path;
import java.util.List;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.GoHosts;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.PluginException;

/** Opens a plugin, and calls a function of it which may be the end. */
final class Ending {
  private Ending() {}

  /** A host, a plugin, a function, and its argument: a number, or a text. */
  public static void main(String[] arguments) {
    OpenOptions options = OpenOptions.builder().goHosts(GoHosts.of(Path.of(arguments[0]))).build();
    Plugin plugin = Loader.open(Path.of(arguments[1]), options);
    System.out.println("opened");
    if (arguments.length > 2) {
      System.out.println(plugin.lookup(arguments[2]).function().call(argument(arguments)));
    }
    System.out.println("still there");
  }

  private static List<Object> argument(String[] arguments) {
    if (arguments.length == 3) {
      return List.of();
    }
    String text = arguments[3];
    return List.of(Character.isDigit(text.charAt(0)) ? (Object) Long.valueOf(text) : text);
  }

  /** Opens plugins twice, whatever comes of it. */
  static final class Twice {
    public static void main(String[] arguments) {
      OpenOptions options =
          OpenOptions.builder().goHosts(GoHosts.of(Path.of(arguments[0]))).build();
      for (int i = 0; i < 2; i++) {
        try {
          Loader.open(Path.of(arguments[1]), options);
        } catch (PluginException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }
}
