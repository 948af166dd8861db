package org.alfheim.itests.benchmarks.jmh;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** The functions of {@code calls.c} by JNA's direct mapping, the faster one of its two. */
final class Jna {
  static {
    Native.register(Jna.class, NativeLibrary.getInstance(Functions.LIBRARY.toString()));
  }

  private Jna() {}

  /** An order of two numbers. JNA keeps its stub as long as the object. */
  interface Order extends Callback {
    int compare(Pointer left, Pointer right);
  }

  static native int add(int a, int b);

  static native void sort(int[] values, long count, Order order);

  static native long length(String text);

  static native String greeting();

  static native long ends(byte[] bytes, long count);
}
