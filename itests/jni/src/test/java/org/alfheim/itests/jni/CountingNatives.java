package org.alfheim.itests.jni;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A class with native methods, of a bundle that knows nothing of Alfheim. */
@SuppressWarnings("restricted")
public final class CountingNatives {
  /** Its library. */
  static final String SOURCE =
      """
      #include <jni.h>
      #include <unistd.h>
      static int calls;
      #define NATIVE(name) \\
        JNIEXPORT jint JNICALL Java_org_alfheim_itests_jni_CountingNatives_##name
      NATIVE(next)(JNIEnv *env, jclass self) { return ++calls; }
      NATIVE(await)(JNIEnv *env, jclass self, jobject buffer) {
        volatile char *shared = (*env)->GetDirectBufferAddress(env, buffer);
        shared[0] = 1;
        while (!shared[1]) usleep(1000);
        return ++calls;
      }
      """;

  private CountingNatives() {}

  /** Has the library loaded by its name. */
  public static void load() {
    System.loadLibrary("counting");
  }

  /** Extracts the library to a file that has a name of its own, and has that loaded. */
  public static void extract() throws IOException {
    Path file = Files.createTempFile("copy", ".bin");
    try (InputStream library = CountingNatives.class.getResourceAsStream("/lib/libcounting.so")) {
      Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
    }
    try {
      System.load(file.toString());
    } finally {
      Files.delete(file);
    }
  }

  /** How often this was called: 1, 2, … */
  public static native int next();

  /** Sets the first byte, and comes back when the second one is set. */
  public static native int await(ByteBuffer shared);
}
