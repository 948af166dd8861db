package org.alfheim.itests.objects;

import java.util.List;
import org.alfheim.bind.NativeFunction;
import org.alfheim.plugin.Plugin;

/** Asks functions of a plugin what {@code answers.c} asks those of an image. */
final class Questions {
  private static final int MOST = 9;

  private Questions() {}

  static String answers(Plugin plugin, List<String> functions) {
    StringBuilder text = new StringBuilder();
    for (String name : functions) {
      NativeFunction function = plugin.lookup(name).function("long " + name + "(long)");
      for (long x = 0; x < MOST; x++) {
        text.append(name + "(" + x + ") = " + function.call(List.of(x)) + "\n");
      }
    }
    return text.toString();
  }
}
