package org.alfheim.itests.go;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.GoHosts;
import org.alfheim.plugin.OpenOptions;

/** Opens versions of one plugin side by side, each in a runtime of its own. */
final class Runtimes {
  private Runtimes() {}

  /** The plugin. */
  interface Versioned {
    String Version();
  }

  /** A host, a plugin, and how many. */
  public static void main(String[] arguments) throws IOException {
    GoHosts hosts = GoHosts.of(Path.of(arguments[0]));
    VersionedImage versions = new VersionedImage(Files.readAllBytes(Path.of(arguments[1])));
    int count = Integer.parseInt(arguments[2]);
    List<Versioned> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      OpenOptions options = OpenOptions.builder().goHosts(hosts).build();
      String name = "bundle" + i + "!/versioned.so";
      all.add(Loader.open(name, versions.image(i), options).bind(Versioned.class));
      all.getLast().Version();
      System.out.println(ProcessSize.now().toText());
      RunLength.tell("runtime " + (i + 1) + " of " + count);
    }
    all.forEach(each -> System.out.println(each.Version()));
  }
}
