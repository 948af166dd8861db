package org.alfheim.snippets;

import java.lang.invoke.MethodHandles;
import org.alfheim.loader.Natives;

// @start region="load"
/** Has one native method, which lies in the same jar, or bundle. */
final class Answers {
  static {
    Natives.load(MethodHandles.lookup(), "lib/libanswers.so");
  }

  static native int answer();

  // @end

  private Answers() {}
}
